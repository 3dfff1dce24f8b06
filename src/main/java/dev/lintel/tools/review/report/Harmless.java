package dev.lintel.tools.review.report;

/**
 * Text that comes from mappers, catalogs and servers, so that it can be shown. What it must be
 * escaped for is the matter of each format.
 */
final class Harmless {

  private static final char REPLACEMENT = '\uFFFD';

  private Harmless() {}

  /**
   * Without what no format holds or what would show another text than stands there: control
   * characters (save tab and line feed), lone surrogates and turns of the writing direction become
   * U+FFFD; a line ends in a line feed alone.
   *
   * @param text null becomes an empty one
   */
  static String text(String text) {
    if (text == null) {
      return "";
    }
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (c == '\r') {
        if (i == text.length() || text.charAt(i) != '\n') {
          out.append('\n');
        }
      } else {
        out.appendCodePoint(isHarmful(c) ? REPLACEMENT : c);
      }
    }
    return out.toString();
  }

  /** The same on one line, each run of white space as one space. */
  static String line(String text) {
    return text(text).strip().replaceAll("\\s+", " ");
  }

  private static boolean isHarmful(int c) {
    return (c < ' ' && c != '\t' && c != '\n')
        || (c >= 0x7F && c < 0xA0)
        || (c >= 0xD800 && c <= 0xDFFF)
        || (c >= 0x202A && c <= 0x202E)
        || (c >= 0x2066 && c <= 0x2069)
        || c == 0xFFFE
        || c == 0xFFFF;
  }
}
