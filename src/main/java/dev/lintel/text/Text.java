package dev.lintel.text;

/**
 * What text PostgreSQL can hold, and how a caller's text is shown in logs and messages. For
 * Lintel's own packages; applications do not need it.
 */
public final class Text {

  private static final int SHOWN = 100;

  private Text() {}

  /**
   * Why a UTF-8 database cannot hold this text.
   *
   * @param value not null
   * @return null if it can, otherwise what stands where, for example {@code U+0000 at index 3}
   */
  public static String problem(CharSequence value) {
    int length = value.length();
    for (int i = 0; i < length; i++) {
      char c = value.charAt(i);
      if (c == 0) {
        return "U+0000 at index " + i;
      }
      if (Character.isSurrogate(c)) {
        boolean pair =
            Character.isHighSurrogate(c)
                && i + 1 < length
                && Character.isLowSurrogate(value.charAt(i + 1));
        if (!pair) {
          return String.format("a lone surrogate U+%04X at index %d", (int) c, i);
        }
        i++;
      }
    }
    return null;
  }

  /**
   * A caller's text on one line: quoted, with line breaks, control and formatting characters
   * written as escapes, and cut after 100 characters. No value can forge a log line with it.
   *
   * @param value may be null
   * @return {@code null} or the text in single quotes
   */
  public static String visible(CharSequence value) {
    if (value == null) {
      return "null";
    }
    int end = end(value, SHOWN);
    String quoted = "'" + escape(value, end) + "'";
    return end == value.length() ? quoted : quoted + "… (" + value.length() + " characters)";
  }

  /**
   * As {@link #visible}, but made when it is printed: for log lines, which may be off.
   *
   * @param value may be null
   * @return what prints as {@link #visible} returns
   */
  public static Object shown(CharSequence value) {
    return new Shown(value);
  }

  /**
   * A message that may hold a caller's text, on one line: escapes as in {@link #visible}, without
   * quotes, cut after 1,000 characters.
   *
   * @param message may be null
   * @return never null
   */
  public static String line(CharSequence message) {
    if (message == null) {
      return "no message";
    }
    int end = end(message, 10 * SHOWN);
    return escape(message, end) + (end == message.length() ? "" : "…");
  }

  /**
   * As {@link #line}, but whole.
   *
   * @param message not null
   * @return never null
   */
  public static String wholeLine(CharSequence message) {
    return escape(message, message.length());
  }

  private static int end(CharSequence value, int codePoints) {
    int end = 0;
    for (int shown = 0; shown < codePoints && end < value.length(); shown++) {
      end += Character.charCount(Character.codePointAt(value, end));
    }
    return end;
  }

  private static String escape(CharSequence value, int end) {
    StringBuilder out = new StringBuilder(end + 16);
    for (int i = 0; i < end; ) {
      int codePoint = Character.codePointAt(value, i);
      appendVisible(out, codePoint);
      i += Character.charCount(codePoint);
    }
    return out.toString();
  }

  private static void appendVisible(StringBuilder out, int codePoint) {
    switch (codePoint) {
      case '\n':
        out.append("\\n");
        return;
      case '\r':
        out.append("\\r");
        return;
      case '\t':
        out.append("\\t");
        return;
      case '\\':
        out.append("\\\\");
        return;
      default:
    }
    switch (Character.getType(codePoint)) {
      case Character.CONTROL:
      case Character.FORMAT: // bidirectional overrides, zero-width characters
      case Character.LINE_SEPARATOR:
      case Character.PARAGRAPH_SEPARATOR:
      case Character.SURROGATE:
      case Character.UNASSIGNED:
      case Character.PRIVATE_USE:
        out.append(String.format("\\u%04X", codePoint));
        return;
      default:
        out.appendCodePoint(codePoint);
    }
  }

  private static final class Shown {

    private final CharSequence value;

    Shown(CharSequence value) {
      this.value = value;
    }

    @Override
    public String toString() {
      return visible(value);
    }
  }
}
