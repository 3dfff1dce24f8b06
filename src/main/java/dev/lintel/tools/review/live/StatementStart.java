package dev.lintel.tools.review.live;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a statement begins.
 *
 * @param comments what the comments around its first word say, without spaces at both ends
 * @param keyword its first word, in capitals; empty if it begins with none
 */
record StatementStart(List<String> comments, String keyword) {

  /** All others are utility statements, which have no plan. */
  private static final Set<String> PLANNED =
      Set.of("SELECT", "INSERT", "UPDATE", "DELETE", "MERGE", "WITH", "VALUES", "TABLE");

  private static final Pattern COMMENT =
      Pattern.compile("\\G[\\s(]*(?:/\\*(.*?)\\*/|--([^\\r\\n]*))", Pattern.DOTALL);

  private static final Pattern WORD = Pattern.compile("[\\s(]*([A-Za-z]+)");

  static StatementStart of(String sql) {
    List<String> comments = new ArrayList<>();
    Matcher word = WORD.matcher(sql).region(take(sql, 0, comments), sql.length());
    if (!word.lookingAt()) {
      return new StatementStart(comments, "");
    }
    take(sql, word.end(), comments);
    return new StatementStart(comments, word.group(1).toUpperCase(Locale.ROOT));
  }

  /**
   * @return where they end
   */
  private static int take(String sql, int from, List<String> comments) {
    int end = from;
    Matcher comment = COMMENT.matcher(sql).region(from, sql.length());
    while (comment.find()) {
      String text = comment.group(1) == null ? comment.group(2) : comment.group(1);
      comments.add(text.strip());
      end = comment.end();
    }
    return end;
  }

  boolean isPlanned() {
    return PLANNED.contains(keyword);
  }
}
