package dev.lintel.testing;

import java.util.LinkedHashMap;
import java.util.Map;

/** Texts that a column of a limited length cannot hold. */
public final class BadTexts {

  private static final String EMOJI = "\uD83D\uDE00";

  private BadTexts() {}

  /** By a name for the test; null is among them. */
  public static Map<String, String> longerThan(int maximum) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("null", null);
    all.put("one character too many", "x".repeat(maximum + 1));
    all.put("one emoji too many", EMOJI.repeat(maximum + 1));
    all.putAll(unstorable());
    return all;
  }

  public static Map<String, String> unstorable() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("U+0000", "a\u0000b");
    all.put("only U+0000", "\u0000");
    all.put("a lone high surrogate", "a\uD83D");
    all.put("a lone low surrogate", "\uDE00a");
    return all;
  }

  /** The longest that fits: a character of two chars counts once, as PostgreSQL counts it. */
  public static String longest(int maximum) {
    return EMOJI.repeat(maximum);
  }
}
