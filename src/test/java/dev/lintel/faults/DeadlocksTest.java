package dev.lintel.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lintel.DatabaseException;
import dev.lintel.items.ItemOperations;
import dev.lintel.session.Database;
import dev.lintel.session.RetryPolicy;
import dev.lintel.testing.Load;
import dev.lintel.testing.PostgresTest;
import dev.lintel.testing.TestDatabase;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Half of the threads lock a and then b, the others b and then a. */
@Tag("faults")
@PostgresTest
class DeadlocksTest {

  private static final int THREADS = 8;
  private static final int TURNS = Load.of(10, 100);

  private final WriteHistory history = new WriteHistory();
  private final AtomicInteger deadlocks = new AtomicInteger();
  private final AtomicInteger attempts = new AtomicInteger();

  @Test
  void byDesignResolveAndLoseNothing(TestDatabase test) throws Exception {
    UUID[] ids = new UUID[2];
    try (Database database =
        Database.builder()
            .url(test.url() + "?options=-c%20deadlock_timeout=20ms")
            .maximumPoolSize(THREADS)
            .retryPolicy(RetryPolicy.of(100, Duration.ofMinutes(3)))
            .build()) {
      for (int i = 0; i < 2; i++) {
        ids[i] = database.inTransaction(s -> ItemOperations.createItem(s, "n", "new")).getId();
      }
      CyclicBarrier bothHaveLocked = new CyclicBarrier(2);
      Callers.together(2, thread -> merge(database, ids, thread, "certain", bothHaveLocked));
      assertThat(deadlocks.get()).isPositive();
      Callers.together(
          THREADS,
          thread -> {
            for (int turn = 0; turn < TURNS; turn++) {
              merge(database, ids, thread, "turn " + turn, null);
            }
          });
    }
    for (UUID id : ids) {
      history.assertMatches(
          test
              .query("SELECT jsonb_object_keys(metadata) FROM lintel.items WHERE id = ?", id)
              .stream()
              .map(row -> row.get(0))
              .toList());
    }
    assertThat(history.failed()).as("given up").isZero();
    Figures.write(
        "deadlocks by design",
        String.format(
            "%d threads, %,d deadlocks, %,d repeats; %s",
            THREADS, deadlocks.get(), attempts.get() - history.count(), history));
  }

  private void merge(
      Database database, UUID[] ids, int thread, String turn, CyclicBarrier bothHaveLocked)
      throws Exception {
    String key = "thread " + thread + " " + turn;
    AtomicInteger attempt = new AtomicInteger();
    history.attempted(key);
    try {
      database.useTransaction(
          session -> {
            attempts.incrementAndGet();
            try {
              ItemOperations.mergeItemMetadata(session, ids[thread % 2], Map.of(key, 1));
              if (bothHaveLocked != null && attempt.incrementAndGet() == 1) {
                bothHaveLocked.await(1, TimeUnit.MINUTES);
              }
              ItemOperations.mergeItemMetadata(session, ids[1 - thread % 2], Map.of(key, 1));
            } catch (DatabaseException e) {
              if ("40P01".equals(e.getSqlState())) {
                deadlocks.incrementAndGet();
              }
              throw e;
            }
          });
      history.acknowledged(key);
    } catch (DatabaseException e) {
      assertThat(e.getSqlState()).isEqualTo("40P01");
      history.failed(key);
    }
  }
}
