package dev.lintel.tools.review.approval;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a file says of plans and indexes, without header, comments and {@code ACCEPT} lines.
 *
 * @param lines without empty ones at both ends, and spaces at their ends
 */
record Body(List<String> lines) {

  /** The section of a branch that holds its SQL. */
  static final String SQL = "sql";

  private static final Pattern ROWS = Pattern.compile("(.*) ~10\\^(\\d{1,3})");
  private static final Pattern SECTION = Pattern.compile(" {0,2}\\S.*");

  Body {
    lines = stripped(lines);
  }

  private static List<String> stripped(List<String> lines) {
    int from = 0;
    int to = lines.size();
    while (from < to && lines.get(from).isBlank()) {
      from++;
    }
    while (to > from && lines.get(to - 1).isBlank()) {
      to--;
    }
    return lines.subList(from, to).stream().map(String::stripTrailing).toList();
  }

  /** A text of the server or of a mapper as part of one line, whole. */
  static String line(String text) {
    return text.replaceAll("\\R", "\\\\n");
  }

  /**
   * Whether both say the same but for expected rows that are one power of ten apart: a table near
   * such a boundary must not change its plans back and forth.
   */
  boolean agreesWith(Body other) {
    if (lines.size() != other.lines.size()) {
      return false;
    }
    boolean sql = false;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (SECTION.matcher(line).matches()) {
        sql = line.strip().equals(SQL);
      }
      boolean equal = line.equals(other.lines.get(i));
      if (!equal && (sql || !differsInRowsOnly(line, other.lines.get(i)))) {
        return false;
      }
    }
    return true;
  }

  private static boolean differsInRowsOnly(String one, String other) {
    Matcher left = ROWS.matcher(one);
    Matcher right = ROWS.matcher(other);
    return left.matches()
        && right.matches()
        && left.group(1).equals(right.group(1))
        && Math.abs(Integer.parseInt(left.group(2)) - Integer.parseInt(right.group(2))) <= 1;
  }
}
