package dev.lintel.migrations;

/** One statement of a {@link SqlScript}. Immutable. */
public final class SqlStatement {

  private final int line;
  private final String text;
  private final String outline;
  private final boolean copiesData;

  SqlStatement(int line, String text, String outline, boolean copiesData) {
    this.line = line;
    this.text = text;
    this.outline = outline;
    this.copiesData = copiesData;
  }

  /**
   * Where it begins.
   *
   * @return the line of its first word in the script, from 1
   */
  public int getLine() {
    return line;
  }

  /**
   * The statement as it is written, from its first word, without the semicolon.
   *
   * @return never empty
   */
  public String getText() {
    return text;
  }

  /**
   * The statement for looking at its words: keywords and unquoted names in upper case, one space
   * between them, no comments, and {@code ''} in place of each string, so that no text in a string
   * or comment can be taken for SQL.
   *
   * @return never empty
   */
  public String getOutline() {
    return outline;
  }

  /** {@code COPY … FROM STDIN} with its rows, which psql understands and a driver does not. */
  boolean copiesData() {
    return copiesData;
  }

  @Override
  public String toString() {
    return outline;
  }
}
