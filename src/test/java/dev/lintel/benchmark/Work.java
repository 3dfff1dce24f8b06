package dev.lintel.benchmark;

import dev.lintel.benchmark.peers.Peer;
import java.sql.SQLException;
import java.util.function.ToLongFunction;

/**
 * One line of the comparison.
 *
 * @param name the line's title
 * @param threads how many callers at once
 * @param rows how many rows a call reads or writes, for figures a row
 * @param target the most that Lintel may take, as a ratio to JDBC; NaN if none is set
 * @param allocationTarget the most that Lintel may allocate, as a ratio to JDBC; NaN if none is set
 * @param call one call, with other rows each time; answers with a sum
 * @param sample the same call for every peer, whose sums must agree
 * @param before what puts the data back, not measured
 */
record Work(
    String name,
    int threads,
    int rows,
    double target,
    double allocationTarget,
    ToLongFunction<Peer> call,
    ToLongFunction<Peer> sample,
    Reset before) {

  /** Puts the data back before a round. */
  interface Reset {
    void run(Bench bench) throws SQLException;
  }
}
