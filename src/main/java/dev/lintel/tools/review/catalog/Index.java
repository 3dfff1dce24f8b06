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

  public boolean hasExpression() {
    return columns.contains(0);
  }
}
