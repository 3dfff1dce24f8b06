package dev.lintel.tools.review.examination;

import dev.lintel.tools.review.examination.Examined.OfBranch;
import dev.lintel.tools.review.examination.Examined.Refusal;
import dev.lintel.tools.schema.Identifier;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Temporary tables that statements of the mappers make for their session: what reads them cannot be
 * planned, and is not at fault.
 */
final class SessionTables {

  private static final Pattern MADE =
      Pattern.compile(
          "\\b(?:CREATE\\s+(?:(?:LOCAL|GLOBAL)\\s+)?TEMP(?:ORARY)?\\s+TABLE(?:\\s+IF\\s+NOT\\s+EXISTS)?"
              + "|INTO\\s+TEMP(?:ORARY)?(?:\\s+TABLE)?)\\s+(?<name>"
              + Identifier.NAME
              + ")",
          Pattern.CASE_INSENSITIVE);

  private SessionTables() {}

  /** The statements, with what is only refused for want of such a table marked so. */
  static List<Examined> markedIn(List<Examined> statements) {
    Set<String> made =
        statements.stream()
            .flatMap(statement -> statement.branches().stream())
            .flatMap(branch -> MADE.matcher(branch.review().sql()).results())
            .map(found -> name(found.group(1)))
            .collect(Collectors.toSet());
    return made.isEmpty()
        ? statements
        : statements.stream().map(statement -> marked(statement, made)).toList();
  }

  private static Examined marked(Examined statement, Set<String> made) {
    return new Examined(
        statement.statement(),
        statement.branches().stream().map(branch -> marked(branch, made)).toList());
  }

  private static OfBranch marked(OfBranch branch, Set<String> made) {
    return branch.refusal() == Refusal.NO_TABLE
            && made.stream().anyMatch(name -> branch.review().error().contains('"' + name + '"'))
        ? branch.refused(Refusal.SESSION)
        : branch;
  }

  /** As the server writes it in a message. */
  private static String name(String written) {
    return written.startsWith("\"")
        ? written.substring(1, written.length() - 1).replace("\"\"", "\"")
        : written.toLowerCase(Locale.ROOT);
  }
}
