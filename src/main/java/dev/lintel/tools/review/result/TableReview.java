package dev.lintel.tools.review.result;

import java.util.List;

/**
 * A table that plans were made on.
 *
 * @param name with its schema
 * @param comment of the catalog; null if none
 * @param rows by its statistics
 * @param bytes without its indexes
 * @param indexes in the order of their names
 */
public record TableReview(
    String name, String comment, long rows, long bytes, List<IndexReview> indexes) {

  /**
   * @param name without its schema
   * @param definition as the server prints it
   * @param bytes on disk
   * @param unique whether it keeps values unique, and so is needed whatever reads it
   * @param statements the names of those that have a branch whose plan reads it
   * @param dropped for each statement whose generic plan changes without it, what takes its place:
   *     {@code items.listItemsByStatus: Seq Scan on items}
   */
  public record IndexReview(
      String name,
      String definition,
      long bytes,
      boolean unique,
      List<String> statements,
      List<String> dropped) {}
}
