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
 * @param comments what its leading comments say, without spaces at both ends
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
    int end = 0;
    for (Matcher comment = COMMENT.matcher(sql); comment.find(); end = comment.end()) {
      String text = comment.group(1) == null ? comment.group(2) : comment.group(1);
      comments.add(text.strip());
    }
    Matcher word = WORD.matcher(sql).region(end, sql.length());
    return new StatementStart(
        comments, word.lookingAt() ? word.group(1).toUpperCase(Locale.ROOT) : "");
  }

  boolean isPlanned() {
    return PLANNED.contains(keyword);
  }
}
