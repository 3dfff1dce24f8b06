package dev.lintel.tools.schema.revision;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The text of a script: its header, its statements, and above them what is dangerous. */
final class ScriptText {

  private static final int WIDTH = 100;

  private ScriptText() {}

  /** A {@code V} script. */
  static String up(String what, RehearsedScript script, boolean inTransaction, String undoFile) {
    return comment("-- What: ", what)
        + locks(script, inTransaction)
        + "-- Undo: "
        + undoFile
        + "\n"
        + body(script);
  }

  /** A {@code U} script. */
  static String down(String versionFile, RehearsedScript script, boolean inTransaction) {
    String lost =
        script.dangers().stream()
            .filter(Danger::losesData)
            .map(danger -> " " + capital(danger.why()) + ".")
            .distinct()
            .collect(Collectors.joining());
    return comment("-- ", "Undoes " + versionFile + "." + lost)
        + locks(script, inTransaction)
        + body(script);
  }

  private static String locks(RehearsedScript script, boolean inTransaction) {
    String sentence = Lock.sentence(script.locks());
    String locks = sentence.isEmpty() ? "none that anybody else can wait for" : sentence;
    return comment("-- Locks: ", locks + ".")
        + (inTransaction ? "" : "-- Runs outside of a transaction, and can be repeated.\n");
  }

  private static String body(RehearsedScript script) {
    if (script.changes().isEmpty()) {
      return "\n-- nothing to undo\n";
    }
    StringBuilder text = new StringBuilder();
    List<Danger> dangers = script.dangers();
    String last = "";
    for (RehearsedChange run : script.changes()) {
      Change change = run.change();
      StringBuilder statement = new StringBuilder(change.comments());
      dangers.stream()
          .filter(danger -> danger.change() == change)
          .forEach(danger -> statement.append(comment("-- DANGER: ", danger.why())));
      statement.append(SqlStyle.laidOut(change.text())).append(";\n");
      String kind = oneLineKind(statement.toString());
      text.append(kind.isEmpty() || !kind.equals(last) ? "\n" : "").append(statement);
      last = kind;
    }
    return text.toString();
  }

  /** What statements of one line that follow each other without a gap have in common. */
  private static String oneLineKind(String statement) {
    boolean oneLine = statement.indexOf('\n') == statement.length() - 1;
    String[] words = statement.split(" ", 4);
    boolean ofTable = statement.startsWith("ALTER TABLE ");
    return oneLine && words.length > 2
        ? words[0]
            + " "
            + (words[0].matches("COMMENT|GRANT|REVOKE") ? "" : ofTable ? words[2] : words[1])
        : "";
  }

  /** Comment lines up to the width, the second and later ones indented under the first's text. */
  static String comment(String start, String text) {
    StringBuilder lines = new StringBuilder(start);
    int column = start.length();
    String indent = start.equals("-- ") ? "-- " : "--" + " ".repeat(start.length() - 2);
    boolean first = true;
    for (String word : text.split(" ")) {
      if (!first && column + 1 + word.length() > WIDTH) {
        lines.append('\n').append(indent);
        column = indent.length();
        first = true;
      }
      lines.append(first ? "" : " ").append(word);
      column += word.length() + (first ? 0 : 1);
      first = false;
    }
    return lines.append('\n').toString();
  }

  private static String capital(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }
}
