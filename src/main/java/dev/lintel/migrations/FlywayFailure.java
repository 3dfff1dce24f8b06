package dev.lintel.migrations;

import dev.lintel.text.Text;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Flyway says of a failed script, a page of lines, in one line as other scripts fail. */
final class FlywayFailure {

  private static final Pattern SCRIPT =
      Pattern.compile("(?:Migration |script )(\\S+\\.sql)(?: failed)?");
  private static final Pattern MESSAGE =
      Pattern.compile(
          "^Message +: (.*?)(?=^[A-Z][a-z]+ +: |\\z)", Pattern.DOTALL | Pattern.MULTILINE);
  private static final Pattern LINE = Pattern.compile("^Line +: (\\d+)", Pattern.MULTILINE);

  private FlywayFailure() {}

  /**
   * @param message Flyway's, which from 10 on keeps the statement to itself
   * @param scripts those that it ran
   * @return {@code V2__x.sql:3: 'SELECT …': ERROR: …}; or else, if it is not of a script, the
   *     message with its lines joined
   */
  static String line(String message, List<Script> scripts) {
    Matcher script = SCRIPT.matcher(message);
    Matcher line = LINE.matcher(message);
    Matcher reason = MESSAGE.matcher(message);
    if (!script.find() || !line.find() || !reason.find()) {
      return OneLine.of(message) + advice(message);
    }
    String statement = "";
    for (Script known : scripts) {
      if (known.name().endsWith(script.group(1))) {
        statement = at(Integer.parseInt(line.group(1)), known.sql());
      }
    }
    return script.group(1) + ":" + line.group(1) + ": " + statement + OneLine.of(reason.group(1));
  }

  /** What to do, where Flyway says only what is wrong, or names a setting that Lintel has not. */
  private static String advice(String message) {
    if (message.startsWith("Found more than one migration with version")) {
      return "; give one of them another version";
    }
    if (message.startsWith("Invalid SQL filenames")) {
      return "; name it like V004__add_due_at.sql";
    }
    return message.contains("flyway.encoding") ? "; convert the file to UTF-8" : "";
  }

  private static String at(int line, SqlScript sql) {
    String statement = "";
    for (SqlStatement candidate : sql.getStatements()) {
      if (candidate.getLine() <= line) {
        statement = Text.visible(candidate.getText()) + ": ";
      }
    }
    return statement;
  }
}
