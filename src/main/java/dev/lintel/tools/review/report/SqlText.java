package dev.lintel.tools.review.report;

import dev.lintel.tools.review.report.SqlTokens.Kind;
import dev.lintel.tools.review.report.SqlTokens.Token;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * SQL for people. Who wrote it over several lines knows best where they end: then only the empty
 * lines of branches that were not taken go. What stands on one long line is broken at its clauses.
 */
final class SqlText {

  private static final int LONG = 80;
  private static final Set<String> CLAUSES =
      Set.of(
          ("SELECT INSERT UPDATE DELETE FROM WHERE GROUP HAVING ORDER LIMIT OFFSET RETURNING FOR"
                  + " VALUES SET UNION INTERSECT EXCEPT LEFT RIGHT FULL INNER CROSS JOIN WINDOW WITH")
              .split(" "));
  private static final Set<String> CONTINUED =
      Set.of("LEFT RIGHT FULL INNER CROSS OUTER DELETE DO FOR NATURAL ON".split(" "));

  private SqlText() {}

  /** The comment that it begins with; null if it begins with none. */
  static String tag(String sql) {
    String text = Harmless.text(sql).strip();
    return text.startsWith("/*") ? SqlTokens.of(text).get(0).text() : null;
  }

  /** As lines, without colours. */
  static String formatted(String sql) {
    String text = Harmless.text(sql).strip();
    if (!text.contains("\n")) {
      return text.length() <= LONG ? text : broken(text);
    }
    List<String> lines =
        Harmless.text(sql)
            .replace("\t", "  ")
            .lines()
            .filter(line -> !line.isBlank())
            .map(String::stripTrailing)
            .toList();
    // the first line begins where the element's text begins, which says nothing of the others
    int indent = lines.stream().skip(1).mapToInt(SqlText::indent).min().orElse(0);
    return lines.stream()
        .map(line -> line.substring(Math.min(indent, indent(line))))
        .collect(Collectors.joining("\n"));
  }

  /** A {@code pre} with its keywords, strings, comments and parameters marked. */
  static void write(Html html, String sql) {
    html.open("pre", "class", "sql").open("code");
    for (Token token : SqlTokens.of(formatted(sql))) {
      String tag =
          switch (token.kind()) {
            case KEYWORD -> "b";
            case COMMENT -> "i";
            case STRING -> "q";
            case PARAMETER -> "var";
            default -> null;
          };
      if (tag == null) {
        html.text(token.text());
      } else {
        html.element(tag, token.text());
      }
    }
    html.close().close();
  }

  private static String broken(String sql) {
    StringBuilder out = new StringBuilder();
    int depth = 0;
    boolean between = false;
    String previous = "";
    for (Token token : SqlTokens.of(sql)) {
      String word = token.text().toUpperCase(Locale.ROOT);
      if (token.kind() == Kind.SPACE) {
        out.append(' ');
        continue;
      }
      if (depth == 0 && token.kind() == Kind.KEYWORD && !CONTINUED.contains(previous)) {
        if (CLAUSES.contains(word)) {
          lineBreak(out, "");
        } else if (word.equals("OR") || word.equals("AND") && !between) {
          lineBreak(out, "  ");
        }
        between = word.equals("BETWEEN") || between && !word.equals("AND");
      }
      depth += word.equals("(") ? 1 : word.equals(")") ? -1 : 0;
      out.append(token.text());
      previous = word;
    }
    return out.toString();
  }

  private static void lineBreak(StringBuilder out, String indent) {
    if (!out.isEmpty()) {
      out.setLength(out.toString().stripTrailing().length());
      out.append('\n').append(indent);
    }
  }

  private static int indent(String line) {
    return line.length() - line.stripLeading().length();
  }
}
