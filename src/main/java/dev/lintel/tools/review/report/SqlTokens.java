package dev.lintel.tools.review.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntPredicate;

/** SQL cut into what is coloured alike. It is never wrong about where a string or comment ends. */
final class SqlTokens {

  enum Kind {
    KEYWORD,
    COMMENT,
    STRING,
    PARAMETER,
    SPACE,
    OTHER
  }

  record Token(Kind kind, String text) {

    boolean is(String word) {
      return text.equalsIgnoreCase(word);
    }
  }

  private static final Set<String> KEYWORDS =
      Set.of(
          ("ALL AND ANY ARRAY AS ASC BETWEEN BY CASE CAST COALESCE COLLATE CONFLICT CREATE CROSS"
                  + " CURRENT_DATE CURRENT_TIMESTAMP DEFAULT DELETE DESC DISTINCT DO ELSE END EXCEPT"
                  + " EXISTS EXPLAIN FALSE FETCH FILTER FIRST FOR FROM FULL GREATEST GROUP HAVING"
                  + " ILIKE IN INNER INSERT INTERSECT INTERVAL INTO IS JOIN KEY LAST LATERAL LEAST"
                  + " LEFT LIKE LIMIT LOCKED MATCHED MATERIALIZED MERGE NATURAL NEXT NO NOT NOTHING"
                  + " NOWAIT NULL NULLIF NULLS OF OFFSET ON ONLY OR ORDER OUTER OVER PARTITION"
                  + " RECURSIVE RETURNING RIGHT ROW ROWS SELECT SET SHARE SIMILAR SKIP SOME TABLE"
                  + " THEN TO TRUE UNION UPDATE USING VALUES WHEN WHERE WINDOW WITH")
              .split(" "));

  private final String sql;
  private final List<Token> tokens = new ArrayList<>();
  private int at;

  private SqlTokens(String sql) {
    this.sql = sql;
  }

  static List<Token> of(String sql) {
    SqlTokens scanner = new SqlTokens(sql);
    while (scanner.at < sql.length()) {
      scanner.next();
    }
    return scanner.tokens;
  }

  private void next() {
    char c = sql.charAt(at);
    if (Character.isWhitespace(c)) {
      take(Kind.SPACE, end(Character::isWhitespace));
    } else if (sql.startsWith("--", at)) {
      take(Kind.COMMENT, end(character -> character != '\n'));
    } else if (sql.startsWith("/*", at)) {
      take(Kind.COMMENT, commentEnd());
    } else if (c == '\'') {
      take(Kind.STRING, quoteEnd(at, '\'', false));
    } else if ((c == 'e' || c == 'E') && sql.startsWith("'", at + 1)) {
      take(Kind.STRING, quoteEnd(at + 1, '\'', true));
    } else if (c == '"') {
      take(Kind.OTHER, quoteEnd(at, '"', false));
    } else if (c == '?') {
      take(Kind.PARAMETER, at + 1);
    } else if (c == '$') {
      dollar();
    } else if (isWord(c)) {
      int end = end(SqlTokens::isWord);
      String word = sql.substring(at, end).toUpperCase(Locale.ROOT);
      take(KEYWORDS.contains(word) ? Kind.KEYWORD : Kind.OTHER, end);
    } else {
      take(Kind.OTHER, at + 1);
    }
  }

  /** A parameter, or a string between dollars. */
  private void dollar() {
    int end = at + 1;
    while (end < sql.length() && isWord(sql.charAt(end)) && sql.charAt(end) != '$') {
      end++;
    }
    String tag = sql.substring(at, end);
    if (end < sql.length() && sql.charAt(end) == '$' && !tag.matches("\\$\\d.*")) {
      int close = sql.indexOf(tag + "$", end + 1);
      take(Kind.STRING, close < 0 ? sql.length() : close + tag.length() + 1);
    } else {
      take(tag.matches("\\$\\d+") ? Kind.PARAMETER : Kind.OTHER, end);
    }
  }

  /** Comments nest. */
  private int commentEnd() {
    int depth = 0;
    for (int i = at; i < sql.length() - 1; i++) {
      if (sql.startsWith("/*", i)) {
        depth++;
        i++;
      } else if (sql.startsWith("*/", i)) {
        depth--;
        i++;
        if (depth == 0) {
          return i + 1;
        }
      }
    }
    return sql.length();
  }

  private int quoteEnd(int start, char quote, boolean backslashes) {
    for (int i = start + 1; i < sql.length(); i++) {
      char c = sql.charAt(i);
      if (c == '\\' && backslashes) {
        i++;
      } else if (c == quote) {
        if (i + 1 < sql.length() && sql.charAt(i + 1) == quote) {
          i++;
        } else {
          return i + 1;
        }
      }
    }
    return sql.length();
  }

  private int end(IntPredicate holds) {
    int end = at;
    while (end < sql.length() && holds.test(sql.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean isWord(int c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '$' || c >= 0x80;
  }

  private void take(Kind kind, int end) {
    tokens.add(new Token(kind, sql.substring(at, end)));
    at = end;
  }
}
