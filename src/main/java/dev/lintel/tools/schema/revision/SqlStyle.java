package dev.lintel.tools.schema.revision;

import dev.lintel.tools.schema.Identifier;
import dev.lintel.tools.schema.revision.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** A generator's SQL in the words of this project's migrations; strings and bodies stay. */
final class SqlStyle {

  private static final int WIDTH = 100;
  private static final String INDENT = "    ";

  private static final Map<String, String> TYPES =
      Map.of(
          "character varying", "varchar",
          "timestamp with time zone", "timestamptz",
          "timestamp without time zone", "timestamp",
          "time with time zone", "timetz",
          "time without time zone", "time");

  private static final Pattern TYPE =
      Pattern.compile(
          "(character varying|timestamp|time)(\\(\\d+\\))?" + "( with(?:out)? time zone)?");

  private static final Pattern QUERY_CLAUSE =
      Pattern.compile(
          "\\s+(?=(?:WITH|FROM|WHERE|GROUP BY|HAVING|WINDOW|ORDER BY|LIMIT|UNION|EXCEPT|INTERSECT"
              + "|(?:LEFT |RIGHT |FULL |CROSS |INNER )?JOIN)\\b)");

  private static final Pattern CLAUSE =
      Pattern.compile(
          "(?:INCLUDE|WHERE|WITH|USING|EXECUTE|ON DELETE|ON UPDATE|NOT VALID|FOR|WHEN|IS '|START"
              + "|INCREMENT|REFERENCES)(?=\\W)");

  private SqlStyle() {}

  /**
   * On one line, with the schema's name gone where it stands before another; functions and queries
   * keep their lines.
   */
  static String plain(String generated, String schema) {
    List<Token> tokens = new ArrayList<>();
    Token last = null;
    for (Token token : unqualified(Token.of(generated), schema)) {
      if (token.kind() == Kind.COMMENT) {
        continue;
      }
      Token plain = token;
      if (last != null && last.is(",") && token.space().isEmpty()) {
        plain = plain.withSpace(" ");
      }
      tokens.add(plain);
      last = plain;
    }
    boolean keepsLines =
        generated.matches("(?s)CREATE (OR REPLACE )?(FUNCTION|PROCEDURE|AGGREGATE)\\b.*")
            || isQuery(generated);
    return words(join(tokens, keepsLines));
  }

  private static boolean isQuery(String sql) {
    return sql.matches("(?s)CREATE (OR REPLACE )?(MATERIALIZED |RECURSIVE )?VIEW\\b.*");
  }

  private static List<Token> unqualified(List<Token> tokens, String schema) {
    List<Token> result = new ArrayList<>();
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      boolean qualifies =
          i + 2 < tokens.size()
              && token.isName()
              && Identifier.stored(token.text()).equals(schema)
              && tokens.get(i + 1).is(".")
              && !(i > 0 && tokens.get(i - 1).is("."));
      if (qualifies) {
        result.add(tokens.get(i + 2).withSpace(token.space()));
        i += 2;
      } else if (isRegclass(tokens, i)) {
        result.add(
            token.withText(
                token.text().replaceFirst("^'\"?" + Pattern.quote(schema) + "\"?\\.", "'")));
      } else {
        result.add(token);
      }
    }
    return result;
  }

  private static boolean isRegclass(List<Token> tokens, int at) {
    return tokens.get(at).kind() == Kind.STRING
        && at + 2 < tokens.size()
        && tokens.get(at + 1).is("::")
        && tokens.get(at + 2).is("regclass");
  }

  private static String join(List<Token> tokens, boolean keepsLines) {
    StringBuilder sql = new StringBuilder();
    for (Token token : tokens) {
      String space = token.space();
      if (sql.length() > 0) {
        sql.append(keepsLines || space.isEmpty() ? space.replace("\t", INDENT) : " ");
      }
      sql.append(token.text());
    }
    return sql.toString();
  }

  /** Shorter words for the same, outside of strings and quoted names. */
  private static String words(String sql) {
    return outsideOfStrings(
        sql,
        text -> {
          String words =
              TYPE.matcher(text)
                  .replaceAll(type -> type(type.group(1), type.group(2), type.group(3)));
          words = words.replaceAll(" USING btree(?= \\()", "");
          words = words.replaceAll("^ALTER TABLE ONLY ", "ALTER TABLE ");
          words = words.replaceAll("\\bEXECUTE PROCEDURE\\b", "EXECUTE FUNCTION");
          words = words.replaceAll("\\( (?=\\S)", "(").replaceAll("(?<=\\S) \\)", ")");
          return words.replaceAll("\\b(REFERENCES [\\p{L}\\p{N}_$.]+)\\(", "$1 (");
        });
  }

  private static String type(String name, String precision, String zone) {
    String full = name + (zone == null ? "" : zone);
    return TYPES.getOrDefault(full, full) + (precision == null ? "" : precision);
  }

  /** Applies an edit to the stretches between strings, quoted names and comments. */
  static String outsideOfStrings(String sql, UnaryOperator<String> edit) {
    StringBuilder result = new StringBuilder();
    int from = 0;
    for (Token token : Token.of(sql)) {
      if (token.kind() != Kind.WORD && token.kind() != Kind.SYMBOL) {
        result.append(edit.apply(sql.substring(from, token.at()))).append(token.text());
        from = token.end();
      }
    }
    return result.append(edit.apply(sql.substring(from))).toString();
  }

  /** Laid out: one line if it fits, otherwise a clause or an element a line. */
  static String laidOut(String plain) {
    if (plain.matches("(?s)CREATE (UNLOGGED )?TABLE " + Identifier.NAME + " \\(.*")
        || plain.matches("(?s)CREATE TYPE " + Identifier.NAME + " AS (ENUM )?\\(.*")) {
      return elements(plain);
    }
    if (isQuery(plain)) {
      return query(plain);
    }
    if (plain.startsWith("ALTER TABLE ") || plain.startsWith("ALTER DOMAIN ")) {
      return alteration(plain);
    }
    if (plain.contains("\n")) {
      return index(plain);
    }
    return plain.length() < WIDTH ? plain : clauses(plain, INDENT);
  }

  private static String alteration(String plain) {
    if (plain.length() < WIDTH && !plain.contains("\n")) {
      return plain;
    }
    Token action = Token.of(plain).get(3);
    String rest = plain.substring(action.at());
    return plain.substring(0, action.at()).stripTrailing()
        + "\n"
        + INDENT
        + (rest.contains("\n") || rest.length() + INDENT.length() < WIDTH
            ? rest
            : clauses(rest, INDENT + INDENT));
  }

  /** A person's index, whose first line may have grown. */
  private static String index(String plain) {
    return plain.startsWith("CREATE ") && plain.indexOf('\n') > WIDTH
        ? plain.replaceFirst(" (ON " + Identifier.NAME + " )", "\n" + INDENT + "$1")
        : plain;
  }

  private static String clauses(String plain, String indent) {
    StringBuilder laidOut = new StringBuilder();
    int depth = 0;
    int from = 0;
    for (Token token : Token.of(plain)) {
      String rest = plain.substring(token.at());
      if (depth == 0 && token.at() > 0 && CLAUSE.matcher(rest).lookingAt()) {
        laidOut.append(plain.substring(from, token.at()).stripTrailing());
        laidOut.append('\n').append(indent);
        from = token.at();
      }
      depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
    }
    return laidOut.append(plain.substring(from)).toString();
  }

  private static String elements(String plain) {
    int open = plain.indexOf('(');
    StringBuilder sql = new StringBuilder(plain.substring(0, open + 1));
    int depth = 0;
    int from = open + 1;
    for (Token token : Token.of(plain)) {
      depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
      boolean ends = depth == 0 && token.is(")") && from > 0;
      if (token.at() > open && (depth == 1 && token.is(",") || ends)) {
        sql.append('\n').append(INDENT);
        sql.append(plain.substring(from, token.at()).trim());
        sql.append(ends ? "\n)" + plain.substring(token.end()) : ",");
        if (ends) {
          return sql.toString();
        }
        from = token.end();
      }
    }
    return sql.toString();
  }

  private static String query(String plain) {
    int as = plain.indexOf(" AS\n");
    if (as < 0) {
      return plain;
    }
    StringBuilder sql = new StringBuilder(plain.substring(0, as + 3));
    for (String line : plain.substring(as + 4).split("\n")) {
      String clause = "\n" + line.strip();
      boolean starts = QUERY_CLAUSE.matcher(clause).lookingAt() || clause.startsWith("\nSELECT");
      sql.append('\n').append(starts ? "" : INDENT).append(line.strip());
    }
    return sql.toString();
  }
}
