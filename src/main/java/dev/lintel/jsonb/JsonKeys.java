package dev.lintel.jsonb;

/**
 * The keys that were read last, so that the rows of a list share their keys instead of holding a
 * copy each. Bounded: keys of one hash take each other's place. Threads may lose each other's
 * entries, which costs a copy and nothing else.
 */
final class JsonKeys {

  private static final int LONGEST = 40;
  private static final String[] RECENT = new String[1_024];

  private JsonKeys() {}

  /**
   * @param hash as {@link String#hashCode} makes it
   * @return the characters from start to end
   */
  static String of(String text, int start, int end, int hash) {
    int length = end - start;
    if (length > LONGEST) {
      return text.substring(start, end);
    }
    int slot = (hash ^ hash >>> 16) & RECENT.length - 1;
    String recent = RECENT[slot];
    if (recent != null && recent.length() == length && text.startsWith(recent, start)) {
      return recent;
    }
    String key = text.substring(start, end);
    RECENT[slot] = key;
    return key;
  }
}
