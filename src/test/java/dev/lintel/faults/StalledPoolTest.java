package dev.lintel.faults;

import static dev.lintel.faults.Wire.Direction.TO_CLIENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.lintel.DatabaseException;
import dev.lintel.items.ItemOperations;
import dev.lintel.session.Database;
import dev.lintel.testing.LockWait;
import dev.lintel.testing.PostgresTest;
import dev.lintel.testing.TestDatabase;
import java.sql.Connection;
import org.apache.ibatis.session.SqlSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A pool whose idle connections have died without a word, and one from which none comes back. */
@PostgresTest
@Tag("faults")
class StalledPoolTest {

  /** The pool asks a connection that was idle whether it lives, and takes another one. */
  @Test
  void idleConnectionThatIsDeadIsReplacedWithoutAnError(TestDatabase database) throws Exception {
    OwnThreads.run(
        () -> {
          try (Wire wire = Wire.before(database.url());
              Database own =
                  Database.connect(wire.url(database.url(), "application_name=idle_and_dead"))) {
            assertThat(own.<Long, RuntimeException>inTransaction(s -> count(s))).isZero();
            LockWait.awaitTrue(
                database,
                "SELECT now() - max(state_change) > interval '2 s' FROM pg_stat_activity"
                    + " WHERE application_name = 'idle_and_dead'",
                "the connection is not idle");
            wire.stallOpenLinks();
            assertThat(own.<Long, RuntimeException>inTransaction(s -> count(s))).isZero();
            assertThat(wire.links()).hasSizeGreaterThan(1);
          }
        });
  }

  /** A pool of the host's own, over its own URL: the driver says nothing of its time-outs. */
  @Test
  void hostsPoolNamesItsWaitAndTheTimeoutWithoutItsValue(TestDatabase database) throws Exception {
    OwnThreads.run(
        () -> {
          try (Wire wire = Wire.before(database.url());
              HikariDataSource pool =
                  hostsPool(
                      database.jdbcUrl().replaceFirst(":\\d+/", ":" + wire.port() + "/")
                          + "&socketTimeout=2")) {
            Database over = Database.over(pool);
            try (Connection only = pool.getConnection()) {
              assertThat(catchThrowable(() -> over.inTransaction(StalledPoolTest::count)))
                  .isInstanceOf(DatabaseException.class)
                  .hasMessageStartingWith("connectionTimeout of the pool: ")
                  .hasMessageContaining("request timed out after ");
            }
            assertThat(catchThrowable(() -> over.useTransaction(s -> stallAndCount(wire, s))))
                .isInstanceOf(DatabaseException.class)
                .hasMessageStartingWith("socketTimeout: ");
            wire.flow(); // the pool closes sooner
          }
        });
  }

  /** Both the pool's wait and what made it wait are told. */
  @Test
  void waitForAServerThatStallsNamesBoth(TestDatabase database) throws Exception {
    OwnThreads.run(
        () -> {
          try (Wire wire = Wire.before(database.url());
              HikariDataSource pool =
                  hostsPool(
                      database.jdbcUrl().replaceFirst(":\\d+/", ":" + wire.port() + "/")
                          + "&sslmode=disable&socketTimeout=2")) {
            pool.setConnectionTimeout(5_000);
            Database over = Database.over(pool);
            assertThat(catchThrowable(() -> over.useTransaction(s -> stallAndCount(wire, s))))
                .hasMessageStartingWith("socketTimeout");
            assertThat(catchThrowable(() -> over.inTransaction(StalledPoolTest::count)))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("socketTimeout")
                .hasMessageContaining("connectionTimeout of the pool: ")
                .hasMessageContaining("request timed out after ")
                .hasMessageContaining("SQLSTATE 08001");
            wire.flow();
          }
        });
  }

  private static HikariDataSource hostsPool(String jdbcUrl) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(jdbcUrl);
    config.setMaximumPoolSize(1);
    config.setConnectionTimeout(2_000);
    config.setValidationTimeout(1_500);
    return new HikariDataSource(config);
  }

  private static void stallAndCount(Wire wire, SqlSession session) {
    count(session);
    wire.stall(TO_CLIENT);
    count(session);
  }

  private static long count(SqlSession session) {
    return ItemOperations.countItemsByStatus(session, "new");
  }
}
