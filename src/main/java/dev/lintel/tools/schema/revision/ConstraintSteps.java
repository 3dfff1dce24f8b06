package dev.lintel.tools.schema.revision;

import dev.lintel.tools.schema.Identifier;
import dev.lintel.tools.schema.revision.Change.What;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The pairs of scripts that check constraints and build keys while others write. */
final class ConstraintSteps {

  private static final Pattern PLAIN_KEY =
      Pattern.compile(
          "(?<add>.*) (?<kind>UNIQUE|PRIMARY KEY) (?<columns>\\([^()]*\\))"
              + "(?<rest>(?:\\s+(?:NOT )?DEFERRABLE(?: INITIALLY \\w+)?)?)",
          Pattern.DOTALL);

  private final FirstStep first;
  private final List<Step> validations = new ArrayList<>();
  private final List<Step> notNulls = new ArrayList<>();
  private final List<Step> keys = new ArrayList<>();

  /**
   * @param first gives away what gets a pair of its own
   */
  ConstraintSteps(FirstStep first) {
    this.first = first;
  }

  /** A check of the rows comes before what relies on it. */
  List<Step> list() {
    List<Step> steps = new ArrayList<>(validations);
    steps.addAll(notNulls);
    steps.addAll(keys);
    return steps;
  }

  void add(Change added) {
    if (first.isNew(added.table()) || first.isPartitioned(added.table())) {
      first.replaceUp(added, FirstStep.valid(added));
      first.takeUp(c -> c.is(What.VALIDATE_CONSTRAINT) && c.concerns(added));
    } else if (added.text().endsWith(" NOT VALID")) {
      first
          .takeUp(c -> c.is(What.VALIDATE_CONSTRAINT) && c.concerns(added))
          .ifPresent(validate -> validate(added, validate));
    } else {
      addKey(added);
    }
  }

  private void validate(Change added, Change validate) {
    List<Change> back = new ArrayList<>();
    back.add(Change.of("ALTER TABLE " + added.table() + " DROP CONSTRAINT " + added.name()));
    back.add(added.withComments(""));
    first.up.stream()
        .filter(c -> c.is(What.COMMENT))
        .filter(c -> c.name().equals("constraint " + added.name() + " on " + added.table()))
        .forEach(back::add);
    validations.add(
        new Step(
            "validate_" + added.name(),
            "the rows from before are checked for " + added.name(),
            List.of(validate),
            back,
            true));
  }

  /** A key's index is built beside the writers; then the constraint takes it. */
  private void addKey(Change added) {
    Matcher key = PLAIN_KEY.matcher(added.text());
    boolean replaces =
        first.up.stream().anyMatch(c -> c.is(What.DROP_CONSTRAINT) && c.concerns(added));
    if (replaces || !key.matches()) {
      return;
    }
    first.up.remove(added);
    Change drop =
        first
            .takeDown(c -> c.is(What.DROP_CONSTRAINT) && c.concerns(added))
            .orElseGet(
                () ->
                    Change.of("ALTER TABLE " + added.table() + " DROP CONSTRAINT " + added.name()));
    Change index =
        Change.of(
            added.comments(),
            "CREATE UNIQUE INDEX "
                + added.name()
                + " ON "
                + added.table()
                + " "
                + key.group("columns"));
    keys.add(
        new Step(
            "create_" + added.name(),
            "the index of the constraint " + added.name(),
            List.of(ConcurrentIndex.drop(added.name()), ConcurrentIndex.build(index)),
            List.of(ConcurrentIndex.drop(added.name())),
            false));
    keys.add(
        new Step(
            "add_" + added.name(),
            "the constraint " + added.name() + ", on the index that is there",
            List.of(
                Change.of(
                    key.group("add")
                        + " "
                        + key.group("kind")
                        + " USING INDEX "
                        + added.name()
                        + key.group("rest"))),
            List.of(drop, index.withComments("")),
            true));
  }

  /** A validated check spares the server the scan under its strongest lock. */
  void setNotNull(Change set) {
    if (first.isPartitioned(set.table())) {
      return;
    }
    String alter = "ALTER TABLE " + set.table() + " ";
    String column = set.name();
    String stored = Identifier.stored(set.table()) + "_" + Identifier.stored(column);
    String name = Identifier.suffixed(Identifier.written("ck_" + stored), "_not_null");
    Change add =
        Change.of(
            alter + "ADD CONSTRAINT " + name + " CHECK (" + column + " IS NOT NULL) NOT VALID");
    Change drop = Change.of(alter + "DROP CONSTRAINT " + name);
    first.replaceUp(set, add);
    Change back =
        first
            .takeDown(c -> c.is(What.DROP_NOT_NULL) && c.concerns(set))
            .orElseGet(() -> Change.of(alter + "ALTER COLUMN " + column + " DROP NOT NULL"));
    first.down.add(0, drop);
    validate(add, Change.of(alter + "VALIDATE CONSTRAINT " + name));
    notNulls.add(
        new Step(
            "set_" + stored.replaceAll("\\W", "_") + "_not_null",
            set.table() + "." + column + " is NOT NULL, which the check has shown already",
            List.of(set, drop),
            List.of(FirstStep.valid(add), back),
            true));
  }
}
