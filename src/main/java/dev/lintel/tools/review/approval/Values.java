package dev.lintel.tools.review.approval;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Conditions without their values. A custom plan shows those of the statistics, which are others
 * with every new row.
 */
final class Values {

  /** A quoted name, which is kept, or a parameter, text or number. */
  private static final Pattern VALUE =
      Pattern.compile(
          "(\"[^\"]*(?:\"\"[^\"]*)*\")|\\$\\d+|E?'[^']*(?:''[^']*)*'"
              + "|(?<![\\w$.])-?\\d+(?:\\.\\d+)?(?![\\w.])");

  private static final String NAME = "(?:\"[^\"]+\"|[a-z_]\\w*)";

  /** The server casts a parameter where a constant has its type already. */
  private static final Pattern CAST =
      Pattern.compile(
          "(?:\\(\\?\\)|\\?)::"
              + NAME
              + ("(?:\\." + NAME + ")?")
              + "(?: varying| precision)?(?:\\([?,]+\\))?(?: with(?:out)? time zone)?"
              + "(?:\\[\\])*");

  private Values() {}

  static String hidden(String condition) {
    String text =
        VALUE.matcher(condition).replaceAll(m -> m.group(1) == null ? "?" : quoted(m.group(1)));
    String before;
    do {
      before = text;
      text = CAST.matcher(text).replaceAll("?");
    } while (!text.equals(before));
    return text;
  }

  private static String quoted(String name) {
    return Matcher.quoteReplacement(name);
  }
}
