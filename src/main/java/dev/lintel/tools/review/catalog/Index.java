package dev.lintel.tools.review.catalog;

import java.util.List;

/**
 * An index.
 *
 * @param columns the numbers of its key columns; 0 for an expression
 * @param partial whether it has a condition
 * @param nullsDistinct whether two NULLs count as different in a unique one
 * @param definition as the server prints it
 * @param bytes on disk
 */
public record Index(
    String name,
    boolean unique,
    boolean primary,
    boolean valid,
    boolean partial,
    boolean nullsDistinct,
    String method,
    List<Integer> columns,
    String definition,
    long bytes) {

  /** Which rows are in it, as the server prints it; empty if all are. */
  public String condition() {
    return partial ? definition.substring(definition.indexOf(" WHERE ") + " WHERE ".length()) : "";
  }

  /** Whether it has columns that are only read from it. */
  public boolean includes() {
    return definition.contains(") INCLUDE (");
  }

  /** Whether its first columns are those of a foreign key, in any order. */
  public boolean beginsWith(ForeignKey key) {
    int size = key.columns().size();
    return columns.size() >= size && columns.subList(0, size).containsAll(key.columns());
  }

  public boolean hasExpression() {
    return columns.contains(0);
  }
}
