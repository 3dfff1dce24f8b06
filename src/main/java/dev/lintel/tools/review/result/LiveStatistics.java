package dev.lintel.tools.review.result;

import java.util.List;

/**
 * What {@code pg_stat_statements} of a live server says.
 *
 * @param server its host and database, without secrets
 * @param since when the counters were reset, as ISO-8601; null if the server does not tell
 * @param known the statements of the mappers that ran there
 * @param silent the names of those that did not
 * @param unknown what ran there and no mapper knows, the most time first
 */
public record LiveStatistics(
    String server,
    String since,
    List<LiveStatement> known,
    List<String> silent,
    List<LiveStatement> unknown) {

  /**
   * @param names the mapper statements that it is: several share one query id, and then the figures
   *     are of all of them; empty if no mapper knows it
   * @param text as the server keeps it
   * @param meanMillis a call
   */
  public record LiveStatement(
      List<String> names,
      String queryId,
      String text,
      long calls,
      double totalMillis,
      double meanMillis,
      long rows) {

    public boolean isShared() {
      return names.size() > 1;
    }
  }
}
