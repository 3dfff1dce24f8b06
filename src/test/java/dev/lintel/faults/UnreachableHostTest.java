package dev.lintel.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lintel.DatabaseException;
import dev.lintel.items.ItemOperations;
import dev.lintel.session.Database;
import dev.lintel.testing.PostgresTest;
import dev.lintel.testing.TestDatabase;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A host that swallows every packet, as behind a firewall that drops them. */
@PostgresTest
@Tag("faults")
class UnreachableHostTest {

  private static final HeldUp HELD_UP =
      new HeldUp("unreachable host", "connectTimeout of 1 or 2 s");

  @AfterAll
  static void writeFigures() {
    HELD_UP.writeFigures();
  }

  @Test
  void connectEndsByTheConnectTimeout() throws Exception {
    OwnThreads.run(
        () -> {
          try (SwallowingPort port = SwallowingPort.open()) {
            assertThat(
                    HELD_UP.thrownBy(
                        Duration.ofSeconds(1),
                        () -> Database.connect(port.url("ann:s3cr3t") + "?connectTimeout=1")))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("127.0.0.1:" + port.number())
                .hasMessageContaining("connectTimeout of 1 s: ")
                .hasMessageContaining("SQLSTATE 08001")
                .hasMessageNotContaining("s3cr3t");
          }
        });
  }

  /** With the defaults: the pool waits as long as the first host and the second one need. */
  @Test
  void nextHostHasItsTurn(TestDatabase database) throws Exception {
    OwnThreads.run(
        () -> {
          try (SwallowingPort port = SwallowingPort.open()) {
            String first = "127.0.0.1:" + port.number() + ",";
            try (Database own = Database.connect(database.url().replace("@", "@" + first))) {
              long count = own.inTransaction(s -> ItemOperations.countItemsByStatus(s, "new"));
              assertThat(count).isZero();
            }
          }
        });
  }

  /** And which each of them has: newer drivers would give the first one all the time. */
  @Test
  void withoutAnyHostTheErrorNamesTheTimeoutThatTheyShare() throws Exception {
    OwnThreads.run(
        () -> {
          try (SwallowingPort one = SwallowingPort.open();
              SwallowingPort two = SwallowingPort.open();
              SwallowingPort three = SwallowingPort.open()) {
            String url =
                one.url("ann")
                    .replace("/d", ",h:" + two.number() + ",h:" + three.number() + "/d")
                    .replace("h:", "127.0.0.1:");
            assertThat(HELD_UP.thrownBy(Duration.ofSeconds(3 * 2), () -> Database.connect(url)))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("connectTimeout of 2 s: ");
          }
        });
  }
}
