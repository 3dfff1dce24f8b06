package dev.lintel.benchmark;

import com.zaxxer.hikari.HikariDataSource;
import dev.lintel.benchmark.peers.Peer;
import dev.lintel.testing.WireCounter;

/** A peer once more, on a connection whose statements and round trips are counted. */
final class CountedPeer implements AutoCloseable {

  /** The driver gives a statement its name at the fifth execution. */
  private static final int CALLS_UNTIL_PREPARED = 7;

  /** A long call executes its statements often enough by itself. */
  private static final long LONG_NANOS = 300_000_000;

  private final WireCounter counter = new WireCounter();
  private final HikariDataSource pool;
  private final Peer peer;

  CountedPeer(String peer, Bench bench) {
    this.pool = Bench.pool(bench.counted(counter), 1);
    this.peer = Peers.open(peer, pool);
  }

  /** Counts one call, once its statements are prepared. */
  void count(Measured measured) {
    long start = System.nanoTime();
    for (int i = 0; i < CALLS_UNTIL_PREPARED && System.nanoTime() - start < LONG_NANOS; i++) {
      measured.work().call(peer);
    }
    counter.reset();
    measured.work().call(peer);
    measured.counted(counter.statements(), counter.roundTrips());
  }

  @Override
  public void close() {
    peer.close();
    pool.close();
    counter.close();
  }
}
