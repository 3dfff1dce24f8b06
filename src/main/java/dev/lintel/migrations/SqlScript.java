package dev.lintel.migrations;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A SQL script and its statements, split as psql does it: by semicolons outside of strings, dollar
 * quotes, quoted names, comments (nested ones too) and the bodies of SQL functions. Immutable.
 */
public final class SqlScript {

  private static final Pattern IRREVERSIBLE = Pattern.compile("(?i)irreversible:\\s*(.*)");

  private final String text;
  private final List<SqlStatement> statements;
  private final List<String> comments;
  private final boolean terminated;

  private SqlScript(
      String text, List<SqlStatement> statements, List<String> comments, boolean terminated) {
    this.text = text;
    this.statements = Collections.unmodifiableList(statements);
    this.comments = Collections.unmodifiableList(comments);
    this.terminated = terminated;
  }

  /**
   * Splits a script. What is not closed at its end belongs to the last statement.
   *
   * @param text the script
   * @return the script and its statements
   */
  public static SqlScript parse(String text) {
    return new Splitter(text).split();
  }

  /**
   * The script as it is written.
   *
   * @return as it was given
   */
  public String getText() {
    return text;
  }

  /**
   * The statements in their order.
   *
   * @return unmodifiable; empty if there are only comments
   */
  public List<SqlStatement> getStatements() {
    return statements;
  }

  /**
   * The comments that begin with two hyphens, outside of strings and bodies.
   *
   * @return unmodifiable, in their order, trimmed and without the hyphens
   */
  public List<String> getComments() {
    return comments;
  }

  /**
   * Why a migration cannot be undone, if a comment declares it: {@code -- irreversible: why}.
   *
   * @return the reason, which may be an empty text; empty if nothing is declared
   */
  public Optional<String> getIrreversible() {
    for (String comment : comments) {
      Matcher declared = IRREVERSIBLE.matcher(comment);
      if (declared.matches()) {
        return Optional.of(declared.group(1));
      }
    }
    return Optional.empty();
  }

  /** Whether its last statement has its semicolon, so that another script may follow. */
  boolean isTerminated() {
    return terminated;
  }

  private static final class Splitter {

    private final String sql;
    private final List<SqlStatement> statements = new ArrayList<>();
    private final List<String> comments = new ArrayList<>();
    private final StringBuilder outline = new StringBuilder();
    private int at;
    private int line = 1;
    private int start = -1;
    private int startLine;
    private int end;
    private int parentheses;
    private int blocks;
    private String lastWord = "";

    Splitter(String sql) {
      this.sql = sql;
    }

    SqlScript split() {
      while (at < sql.length()) {
        step(sql.charAt(at));
      }
      boolean terminated = start < 0;
      finish(false);
      return new SqlScript(sql, statements, comments, terminated);
    }

    private void step(char c) {
      if (Character.isWhitespace(c) || c == '\uFEFF') {
        space();
        advance(1);
      } else if (sql.startsWith("--", at)) {
        space();
        lineComment();
      } else if (sql.startsWith("/*", at)) {
        space();
        blockComment();
      } else if (c == ';' && parentheses <= 0 && blocks == 0) {
        advance(1);
        finish(outline.toString().matches("COPY .* FROM STDIN\\b.*"));
      } else {
        begin();
        token(c);
        end = at;
      }
    }

    private void token(char c) {
      if (c == '\'') {
        quoted('\'', false);
        outline.append("''");
      } else if (c == '"') {
        int from = at;
        quoted('"', false);
        outline.append(sql, from, at);
        lastWord = "";
      } else if (c == '$' && dollarQuoted()) {
        outline.append("''");
      } else if (Character.isLetter(c) || c == '_') {
        word();
      } else {
        parentheses += c == '(' ? 1 : c == ')' ? -1 : 0;
        outline.append(c);
        advance(1);
      }
    }

    private void word() {
      int from = at;
      while (at < sql.length() && isWordPart(sql.charAt(at))) {
        advance(1);
      }
      String word = sql.substring(from, at).toUpperCase(Locale.ROOT);
      if (word.equals("E") && at < sql.length() && sql.charAt(at) == '\'') {
        quoted('\'', true);
        outline.append("''");
        return;
      }
      outline.append(word);
      if (word.equals("ATOMIC") && lastWord.equals("BEGIN")) {
        blocks = 1; // the body of a function in SQL, whose statements end with semicolons too
      } else if (blocks > 0 && word.equals("CASE")) {
        blocks++;
      } else if (blocks > 0 && word.equals("END")) {
        blocks--;
      }
      lastWord = word;
    }

    private static boolean isWordPart(char c) {
      return Character.isLetterOrDigit(c) || c == '_' || c == '$';
    }

    private void quoted(char quote, boolean backslashes) {
      advance(1);
      while (at < sql.length()) {
        char c = sql.charAt(at);
        if (backslashes && c == '\\') {
          advance(2);
        } else if (c != quote) {
          advance(1);
        } else if (at + 1 < sql.length() && sql.charAt(at + 1) == quote) {
          advance(2);
        } else {
          advance(1);
          return;
        }
      }
    }

    private boolean dollarQuoted() {
      int tagEnd = at + 1;
      while (tagEnd < sql.length()
          && (Character.isLetterOrDigit(sql.charAt(tagEnd)) || sql.charAt(tagEnd) == '_')) {
        tagEnd++;
      }
      boolean opens =
          tagEnd < sql.length()
              && sql.charAt(tagEnd) == '$'
              && !Character.isDigit(sql.charAt(at + 1));
      if (!opens) {
        return false;
      }
      String tag = sql.substring(at, tagEnd + 1);
      int close = sql.indexOf(tag, tagEnd + 1);
      advance((close < 0 ? sql.length() : close + tag.length()) - at);
      return true;
    }

    private void lineComment() {
      int stop = at;
      while (stop < sql.length() && sql.charAt(stop) != '\n' && sql.charAt(stop) != '\r') {
        stop++; // a carriage return alone ends it too, for the server and for Flyway
      }
      comments.add(sql.substring(at + 2, stop).trim());
      advance(stop - at);
    }

    private void blockComment() {
      int depth = 0;
      do {
        if (sql.startsWith("/*", at)) {
          depth++;
          advance(2);
        } else if (sql.startsWith("*/", at)) {
          depth--;
          advance(2);
        } else {
          advance(1);
        }
      } while (depth > 0 && at < sql.length());
    }

    private void begin() {
      if (start < 0) {
        start = at;
        startLine = line;
      }
    }

    private void space() {
      if (outline.length() > 0 && outline.charAt(outline.length() - 1) != ' ') {
        outline.append(' ');
      }
    }

    private void finish(boolean copiesData) {
      if (start >= 0) {
        if (copiesData) {
          int data = sql.indexOf("\n\\.", at);
          advance((data < 0 ? sql.length() : data + 3) - at);
          end = at;
        }
        statements.add(
            new SqlStatement(
                startLine, sql.substring(start, end), outline.toString().trim(), copiesData));
      }
      start = -1;
      parentheses = 0;
      blocks = 0;
      lastWord = "";
      outline.setLength(0);
    }

    private void advance(int characters) {
      int stop = Math.min(sql.length(), at + characters);
      for (; at < stop; at++) {
        if (sql.charAt(at) == '\n') {
          line++;
        }
      }
    }
  }
}
