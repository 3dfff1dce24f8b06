package dev.lintel.tools.review.live;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A statement without what the server does not keep of it: its values, how many there are in a
 * list, and its comments.
 */
final class StatementShape {

  /** What is kept as it is; what is a value; all else between them is a space. */
  private static final Pattern TOKEN =
      Pattern.compile(
          "(?<name>\"[^\"]*(?:\"\"[^\"]*)*\"|[\\p{L}_][\\p{L}\\p{N}_$]*(?!['\\p{L}\\p{N}_$]|&'))"
              + "|(?<value>\\$\\d+|[Ee]'[^'\\\\]*(?:(?:''|\\\\.)[^'\\\\]*)*'|(?:[BbXxNn]|[Uu]&)?'[^']*(?:''[^']*)*'"
              + "|\\d+(?:\\.\\d*)?(?:[eE][+-]?\\d+)?|\\.\\d+|\\$(\\w*)\\$.*?\\$\\3\\$)"
              + "|(?<space>\\s+|/\\*.*?\\*/|--[^\\r\\n]*)",
          Pattern.DOTALL);

  /** Constants that are words. */
  private static final Pattern WORD_VALUE = Pattern.compile("(?i)true|false|null");

  private static final Pattern LIST = Pattern.compile("\\?(?: ?, ?\\?)+");
  private static final Pattern ROWS = Pattern.compile("\\( ?\\? ?\\)(?: ?, ?\\( ?\\? ?\\))+");

  private StatementShape() {}

  static String of(String sql) {
    String tokens = TOKEN.matcher(sql).replaceAll(StatementShape::shown);
    String spaced = tokens.replaceAll(" *([(),;=]) *", "$1").replaceAll(" +", " ");
    String lists = LIST.matcher(spaced).replaceAll("?");
    return ROWS.matcher(lists).replaceAll("(?)").replaceFirst(";*$", "").strip();
  }

  private static String shown(MatchResult token) {
    String text = token.group();
    if (token.group(1) != null && !WORD_VALUE.matcher(text).matches()) {
      return Matcher.quoteReplacement(text);
    }
    return token.group(4) == null ? "?" : " ";
  }
}
