package dev.lintel.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.lintel.DatabaseException;
import dev.lintel.faults.AllOperations.Rows;
import dev.lintel.items.ItemOperations;
import dev.lintel.session.Database;
import dev.lintel.testing.Load;
import dev.lintel.testing.PostgresTest;
import dev.lintel.testing.TestDatabase;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Bytes that are late: operations are slow by their round trips, and right. */
@PostgresTest
@Tag("faults")
class SlowNetworkTest {

  private static final Duration LATENCY = Duration.ofMillis(Load.of(5, 50));

  @Test
  void everyOperationWorks(TestDatabase database) throws Exception {
    OwnThreads.run(
        () -> {
          try (Wire wire = Wire.before(database.url());
              Database own = Database.connect(wire.url(database.url(), "socketTimeout=60"))) {
            wire.delay(LATENCY);
            own.useTransaction(
                session -> {
                  Rows rows = Rows.create(session);
                  AllOperations.READING.forEach((name, call) -> call.accept(session, rows));
                });
            AllOperations.WRITING.forEach(
                (name, call) ->
                    own.useTransaction(session -> call.accept(session, Rows.create(session))));
          }
        });
    Figures.write(
        "slow network",
        AllOperations.READING.size()
            + AllOperations.WRITING.size()
            + " operations with "
            + LATENCY.toMillis()
            + " ms in each direction: all done");
  }

  @Test
  void latenessBeyondTheSocketTimeoutIsTold(TestDatabase database) throws Exception {
    OwnThreads.run(
        () -> {
          try (Wire wire = Wire.before(database.url());
              Database own = Database.connect(wire.url(database.url(), "socketTimeout=1"))) {
            wire.delay(Duration.ofSeconds(2));
            assertThat(
                    catchThrowable(
                        () ->
                            own.useTransaction(
                                session -> ItemOperations.countItemsByStatus(session, "new"))))
                .isInstanceOf(DatabaseException.class)
                .hasMessageStartingWith("socketTimeout of 1 s: ");
          }
        });
  }
}
