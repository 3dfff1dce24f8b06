package dev.lintel.tools.schema.revision;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A word, name, string, number, comment or symbol of a statement.
 *
 * @param space the white space before it
 * @param text as it is written
 * @param at where it begins
 */
record Token(Kind kind, String space, String text, int at) {

  enum Kind {
    WORD,
    QUOTED_NAME,
    STRING,
    COMMENT,
    SYMBOL
  }

  private static final Pattern NEXT =
      Pattern.compile(
          "(?<space>\\s*)(?:(?<COMMENT>--[^\\n]*|/\\*.*?\\*/)"
              + "|(?<STRING>[eE]'(?:[^'\\\\]|''|\\\\.)*'|'(?:[^']|'')*'"
              + "|(?<tag>\\$(?:[\\p{L}_][\\p{L}\\p{N}_]*)?\\$).*?\\k<tag>)"
              + "|(?<QUOTEDNAME>\"(?:[^\"]|\"\")*\")"
              + "|(?<WORD>[\\p{L}\\p{N}_][\\p{L}\\p{N}_$]*)"
              + "|(?<SYMBOL>::|[-+*/<>=~!@#%^&|`?]+|\\S))",
          Pattern.DOTALL);

  /** The tokens of statements that are complete: every string and comment in them is closed. */
  static List<Token> of(String sql) {
    List<Token> tokens = new ArrayList<>();
    Matcher next = NEXT.matcher(sql);
    for (int at = 0; next.region(at, sql.length()).lookingAt(); at = next.end()) {
      for (Kind kind : Kind.values()) {
        String group = kind.name().replace("_", "");
        if (next.group(group) != null) {
          tokens.add(new Token(kind, next.group("space"), next.group(group), next.start(group)));
          break;
        }
      }
    }
    return tokens;
  }

  boolean is(String symbolOrWord) {
    return (kind == Kind.WORD || kind == Kind.SYMBOL) && text.equalsIgnoreCase(symbolOrWord);
  }

  boolean isName() {
    return kind == Kind.WORD || kind == Kind.QUOTED_NAME;
  }

  int end() {
    return at + text.length();
  }

  Token withSpace(String other) {
    return new Token(kind, other, text, at);
  }

  Token withText(String other) {
    return new Token(kind, space, other, at);
  }
}
