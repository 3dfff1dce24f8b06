package dev.lintel.tools.schema.revision;

import dev.lintel.tools.schema.Identifier;
import dev.lintel.tools.schema.revision.Change.What;
import dev.lintel.tools.schema.revision.RehearsedChange.Effect;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A statement that loses data, rewrites a table or may fail on rows.
 *
 * @param why for the comment above it
 */
record Danger(Change change, String why) {

  private static final String LOST = " lost";

  private static final Pattern DROP =
      Pattern.compile(
          "DROP (?<kind>TABLE|SCHEMA|TYPE|DOMAIN|SEQUENCE|FOREIGN TABLE|EXTENSION)"
              + "(?: IF EXISTS)? (?<name>"
              + Identifier.NAME
              + ").*",
          Pattern.DOTALL);

  private static final Pattern DROP_PART =
      Pattern.compile(
          "ALTER (?:TABLE|TYPE) (?<of>"
              + Identifier.NAME
              + ") DROP (?<kind>COLUMN|ATTRIBUTE)"
              + " (?:IF EXISTS )?(?<name>"
              + Identifier.NAME
              + ").*",
          Pattern.DOTALL);

  /** For people: the statement, and why. */
  String line() {
    return change.text().replaceAll("\\s+", " ") + ": " + why;
  }

  boolean losesData() {
    return why.endsWith(LOST);
  }

  static Optional<Danger> of(RehearsedChange run, List<RehearsedChange> script) {
    return Optional.ofNullable(why(run, script)).map(why -> new Danger(run.change(), why));
  }

  private static String why(RehearsedChange run, List<RehearsedChange> script) {
    Change change = run.change();
    String text = change.text();
    Matcher drop = DROP.matcher(text);
    Matcher part = DROP_PART.matcher(text);
    if (text.matches("(?s)(DROP|ALTER) .* CASCADE") && !change.is(What.ADD_CONSTRAINT)) {
      return "drops whatever depends on it too";
    }
    if (part.matches()) {
      return "the values of " + part.group("of") + "." + part.group("name") + " are lost";
    }
    if (drop.matches()) {
      return drop(drop.group("kind"), drop.group("name"), script);
    }
    if (text.matches("(?s).* ALTER COLUMN .* DROP IDENTITY.*")) {
      return "the position of the sequence of "
          + change.table()
          + "."
          + identityColumn(text)
          + " is lost";
    }
    if (change.is(What.ADD_COLUMN) && isMandatory(text)) {
      return "fails if " + change.table() + " has rows: there is no default for them";
    }
    if (change.is(What.SET_TYPE) && (run.effect() == Effect.REWRITES || text.contains(" USING "))) {
      return "rewrites "
          + change.table()
          + " while others wait, and fails on a value that does not fit";
    }
    return switch (run.effect()) {
      case REWRITES -> "rewrites " + change.table() + " while others wait";
      case BUILDS_INDEX ->
          text.contains(" CONCURRENTLY ")
              ? null
              : "builds an index on " + change.table() + " while others wait";
      case READS ->
          change.is(What.VALIDATE_CONSTRAINT)
              ? null
              : "reads all rows of " + change.table() + " while others wait";
      case NONE -> null;
    };
  }

  private static String drop(String kind, String name, List<RehearsedChange> script) {
    return switch (kind) {
      case "TABLE", "FOREIGN TABLE" -> "all rows of " + name + " are lost";
      case "SEQUENCE" -> "the position of " + name + " is lost";
      case "SCHEMA", "EXTENSION" -> "what is in " + name + " is lost";
      default ->
          // one that was set aside has handed its columns over
          script.stream().anyMatch(c -> c.change().text().endsWith(" RENAME TO " + name))
              ? null
              : "code that still uses " + name + " fails";
    };
  }

  private static String identityColumn(String text) {
    return text.replaceFirst("(?s).* ALTER COLUMN (" + Identifier.NAME + ") .*", "$1");
  }

  private static boolean isMandatory(String text) {
    String definition = SqlStyle.outsideOfStrings(text, String::toUpperCase);
    return definition.contains(" NOT NULL")
        && !definition.contains(" DEFAULT ")
        && !definition.contains(" GENERATED ");
  }
}
