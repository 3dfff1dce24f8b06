package dev.lintel.testing;

import java.util.Random;

/** Random texts that are nearly JSON, or just JSON: the same ones for the same seed. */
public final class RandomJsonText {

  private static final String[] TOKENS = {
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"\"",
    "\"a\"",
    "\"b\":",
    "\"a\":1",
    "\"",
    "\\",
    "\\u",
    "00e9",
    "\"\\n\\t\\\\\\/\\\"\"",
    "\"\\uD83d\\uDe00\"",
    "\"\\ud83d\"",
    "\"\\u12\"",
    "\"\\x\"",
    "true",
    "false",
    "null",
    "nul",
    "True",
    "0",
    "-0",
    "-",
    "+1",
    "1E5",
    "1e-400",
    "01",
    "1.",
    ".5",
    "1e",
    "--1",
    "1.50",
    "2147483648",
    "9223372036854775808",
    "1e+2",
    "NaN",
    "Infinity",
    " ",
    "\n",
    "\r",
    "\t",
    "\f",
    "\u00a0",
    "\ufeff",
    "\u0000",
    "//",
    "/**/",
    "#",
    "'a'"
  };

  /** What a slip of a pen, or a broken program, puts into a document. */
  private static final String SLIPS =
      "{}[]:,\"\\/ \t\n\r\f\u0000\u001f\u007f\u00a0\u2028\ufeff0123456789+-.eEaflnrstu'x\u0663\uff14";

  private final Random random;

  public RandomJsonText(long seed) {
    this.random = new Random(seed);
  }

  /** Up to a dozen tokens in a row. */
  public String tokens() {
    StringBuilder text = new StringBuilder();
    for (int i = 1 + random.nextInt(12); i > 0; i--) {
      text.append(TOKENS[random.nextInt(TOKENS.length)]);
    }
    return text.toString();
  }

  /** With up to three characters dropped, doubled, swapped with the next, or inserted. */
  public String mutated(String json) {
    StringBuilder text = new StringBuilder(json);
    for (int i = 1 + random.nextInt(3); i > 0 && text.length() > 1; i--) {
      int at = random.nextInt(text.length() - 1);
      char here = text.charAt(at);
      switch (random.nextInt(4)) {
        case 0:
          text.deleteCharAt(at);
          break;
        case 1:
          text.insert(at, here);
          break;
        case 2:
          text.setCharAt(at, text.charAt(at + 1));
          text.setCharAt(at + 1, here);
          break;
        default:
          text.insert(at, SLIPS.charAt(random.nextInt(SLIPS.length())));
      }
    }
    return text.toString();
  }
}
