package dev.lintel.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lintel.CommitOutcomeUnknownException;
import dev.lintel.DatabaseException;
import dev.lintel.items.ItemOperations;
import dev.lintel.session.Database;
import dev.lintel.testing.Load;
import dev.lintel.testing.PostgresTest;
import dev.lintel.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Connections are reset, cut and stalled again and again under eight writers. */
@PostgresTest
@Tag("faults")
class FlakyNetworkTest {

  private static final int WRITERS = 8;
  private static final int WRITES = Load.of(30, 150);

  /** How many writes begin between two faults. */
  private static final int PAUSE = 25;

  private static final int STALLS = Load.of(1, 5);

  private final WriteHistory history = new WriteHistory();
  private final AtomicInteger faults = new AtomicInteger();

  @Test
  void losesAndDoublesNothing(TestDatabase database) throws Exception {
    long start = System.nanoTime();
    OwnThreads.run(
        () -> {
          try (Wire wire = Wire.before(database.url());
              Database own =
                  Database.builder()
                      .url(wire.url(database.url(), "socketTimeout=2"))
                      .maximumPoolSize(WRITERS)
                      .build()) {
            wire.passBytewise();
            writeAndBreak(own, wire);
            wire.flow();
            worksAgain(own);
          }
        });
    List<String> stored = new ArrayList<>();
    database
        .query("SELECT name, count(*) FROM lintel.items GROUP BY name")
        .forEach(
            row -> {
              assertThat(row.get(1)).as("rows of the transaction %s", row.get(0)).isEqualTo("2");
              stored.add(row.get(0));
            });
    history.assertMatches(stored);
    assertThat(history.acknowledged()).isPositive();
    assertThat(history.failed() + history.unknown()).isPositive();
    Figures.write(
        "flaky network",
        String.format(
            "%d writers, %d resets, cuts and stalls in %.1f s, %s",
            WRITERS, faults.get(), (System.nanoTime() - start) / 1e9, history));
  }

  private void writeAndBreak(Database own, Wire wire) throws Exception {
    ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        int writer = i;
        running.add(writers.submit(() -> write(own, writer)));
      }
      int seen = 0;
      for (Future<?> each : running) {
        while (!isDone(each)) {
          if (history.count() >= seen + PAUSE) {
            seen = history.count();
            breakSomething(wire);
          }
        }
      }
    } finally {
      writers.shutdownNow();
    }
  }

  /** Waits a little for it; fails as it did. */
  private static boolean isDone(Future<?> writer) throws Exception {
    try {
      writer.get(5, TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    }
  }

  /** A dead connection that was used a moment ago is not asked whether it lives, and fails once. */
  private static void worksAgain(Database own) {
    for (int failed = 0; ; failed++) {
      try {
        own.useTransaction(s -> ItemOperations.countItemsByStatus(s, "works again"));
        return;
      } catch (DatabaseException e) {
        assertThat(failed).as("failures before this one: " + e).isLessThan(WRITERS);
      }
    }
  }

  private void breakSomething(Wire wire) {
    int fault = faults.incrementAndGet();
    if (fault % 5 == 0 && fault <= 5 * STALLS) {
      wire.stallOpenLinks();
    } else if (fault % 2 == 0) {
      wire.reset();
    } else {
      wire.cut();
    }
  }

  private void write(Database own, int writer) {
    for (int i = 0; i < WRITES; i++) {
      String name = "writer " + writer + ", write " + i;
      history.attempted(name);
      try {
        own.useTransaction(
            session -> {
              ItemOperations.createItem(session, name, "first");
              ItemOperations.createItem(session, name, "second");
            });
        history.acknowledged(name);
      } catch (CommitOutcomeUnknownException e) {
        history.unknown(name);
      } catch (DatabaseException e) {
        history.failed(name);
      }
    }
  }
}
