package dev.lintel.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lintel.session.Database;
import dev.lintel.session.RetryPolicy;
import dev.lintel.testing.Load;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A server that crashes and recovers under eight threads that write. */
@Tag("faults")
class RestartedServerTest {

  private static final int THREADS = 8;

  @Test
  void losesNothingAndIsUsedAgainAtOnce() throws Exception {
    int restarts = Load.of(2, 10);
    long longestDown = 0;
    long longestAfter = 0;
    try (OwnServer server = OwnServer.create("restarted").start();
        Database database = Database.builder().url(server.url()).maximumPoolSize(THREADS).build();
        Writers writers = Writers.start(database, THREADS)) {
      for (int i = 0; i < restarts; i++) {
        writers.awaitMore(100);
        long stopped = System.nanoTime();
        server.stopImmediately();
        server.start();
        long started = System.nanoTime();
        writers.awaitMore(1);
        longestDown = Math.max(longestDown, started - stopped);
        longestAfter = Math.max(longestAfter, System.nanoTime() - started);
      }
      writers.awaitMore(100);
      writers.assertNothingLostOrDoubled(server.jdbcUrl());
      assertThat(writers.broken()).as("transactions that failed").isPositive();
      Figures.write(
          "restarted server",
          restarts
              + " immediate shutdowns and starts under "
              + THREADS
              + " threads; "
              + writers
              + "; server down up to "
              + Duration.ofNanos(longestDown).toMillis()
              + " ms, first write up to "
              + Duration.ofNanos(longestAfter).toMillis()
              + " ms after it was up");
    }
  }

  @Test
  void isUnseenByWritersThatRetryButForLostCommits() throws Exception {
    int restarts = Load.of(2, 10);
    try (OwnServer server = OwnServer.create("restarted_retry").start();
        Database database =
            Database.builder()
                .url(server.url())
                .maximumPoolSize(THREADS)
                .retryPolicy(RetryPolicy.of(100, Duration.ofMinutes(1)))
                .build();
        Writers writers = Writers.start(database, THREADS)) {
      for (int i = 0; i < restarts; i++) {
        writers.awaitMore(100);
        server.stopImmediately();
        server.start();
      }
      writers.awaitMore(100);
      writers.assertNothingLostOrDoubled(server.jdbcUrl());
      assertThat(writers.failed()).as("writes that failed for good").isZero();
      Figures.write(
          "restarted server with retry",
          restarts + " immediate shutdowns and starts under " + THREADS + " threads; " + writers);
    }
  }
}
