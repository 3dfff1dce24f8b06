package dev.lintel.faults;

import static dev.lintel.faults.Wire.Direction.TO_CLIENT;
import static dev.lintel.faults.Wire.Direction.TO_SERVER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.lintel.DatabaseException;
import dev.lintel.faults.Wire.Direction;
import dev.lintel.items.ItemOperations;
import dev.lintel.items.NewItem;
import dev.lintel.session.Database;
import dev.lintel.testing.LockWait;
import dev.lintel.testing.PostgresTest;
import dev.lintel.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.ibatis.session.SqlSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postgresql.ds.common.BaseDataSource;

/** No byte passes any more while a statement, its rows or a rollback are under way. */
@PostgresTest
@Tag("faults")
class StalledStatementTest {

  private static final HeldUp HELD_UP = new HeldUp("stalled statement", "socketTimeout of 2 s");

  /** Whether somebody has written to the items and not ended the transaction. */
  private static final String HOLDS_LOCKS =
      "SELECT EXISTS (SELECT FROM pg_locks WHERE relation = 'lintel.items'::regclass"
          + " AND mode = 'RowExclusiveLock' AND database ="
          + " (SELECT oid FROM pg_database WHERE datname = current_database()))";

  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  private static final String NAMED = "socketTimeout of 2 s: ";

  @AfterAll
  static void writeFigures() {
    HELD_UP.writeFigures();
  }

  @ParameterizedTest
  @EnumSource(Direction.class)
  void statementEndsByTheSocketTimeout(Direction direction, TestDatabase database)
      throws Exception {
    OwnThreads.run(
        () -> {
          try (Wire wire = Wire.before(database.url());
              Database own = Database.connect(wire.url(database.url(), "socketTimeout=2"))) {
            try (SqlSession session = own.openSession()) {
              count(session); // the pool no longer looks at a connection that it gave out
              wire.stall(direction);
              assertStalled(HELD_UP.thrownBy(TIMEOUT, () -> count(session)));
              wire.flow();
            }
            assertThat(own.<Long, RuntimeException>inTransaction(s -> count(s))).isNotNegative();
          }
        });
  }

  @Test
  void readThatCommitsItselfEndsByTheSocketTimeout(TestDatabase database) throws Exception {
    OwnThreads.run(
        () -> {
          try (Wire wire = Wire.before(database.url());
              Database own = Database.connect(wire.url(database.url(), "socketTimeout=2"))) {
            own.inAutoCommit(
                session -> {
                  count(session);
                  wire.stall(TO_CLIENT);
                  assertStalled(HELD_UP.thrownBy(TIMEOUT, () -> count(session)));
                  return null;
                });
          }
        });
  }

  @Test
  void rowsOfAStreamEndByTheSocketTimeout(TestDatabase database) throws Exception {
    NewItem item = NewItem.builder().name("Lamp").status("streamed").build();
    database
        .database()
        .useTransaction(s -> ItemOperations.createItems(s, Collections.nCopies(2_000, item)));
    AtomicInteger seen = new AtomicInteger();
    OwnThreads.run(
        () -> {
          try (Wire wire = Wire.before(database.url());
              Database own = Database.connect(wire.url(database.url(), "socketTimeout=2"))) {
            assertStalled(
                HELD_UP.thrownBy(
                    TIMEOUT,
                    () ->
                        own.useTransaction(
                            session ->
                                ItemOperations.forEachItemByStatus(
                                    session,
                                    "streamed",
                                    row -> {
                                      if (seen.incrementAndGet() == 10) {
                                        wire.stall(TO_SERVER, TO_CLIENT);
                                      }
                                    }))));
          }
        });
    assertThat(seen).hasValueBetween(10, 1_999);
  }

  @Test
  void rollbackThatStallsLeavesTheFailureOfTheWorkInFront(TestDatabase database) throws Exception {
    IllegalStateException failure = new IllegalStateException("the work's own");
    OwnThreads.run(
        () -> {
          try (Wire wire = Wire.before(database.url());
              Database own = connectAsUndone(wire, database)) {
            assertThatThrownBy(
                    () ->
                        own.useTransaction(
                            session -> {
                              ItemOperations.createItem(session, "Lamp", "undone");
                              assertThat(database.value(HOLDS_LOCKS)).isEqualTo("t");
                              wire.stall(TO_SERVER);
                              throw failure;
                            }))
                .isSameAs(failure);
            assertThat(failure.getSuppressed()).isNotEmpty();
            wire.flow();
            assertThat(own.<Long, RuntimeException>inTransaction(s -> count(s))).isNotNegative();
          }
        });
    assertUndone(database);
  }

  /** MyBatis logs that it could not roll back; the server does it when the connection ends. */
  @Test
  void sessionThatIsClosedOverAStalledWireKeepsNothing(TestDatabase database) throws Exception {
    OwnThreads.run(
        () -> {
          try (Wire wire = Wire.before(database.url());
              Database own = connectAsUndone(wire, database)) {
            SqlSession session = own.openSession();
            ItemOperations.createItem(session, "Lamp", "undone");
            assertThat(database.value(HOLDS_LOCKS)).isEqualTo("t");
            wire.stall(TO_SERVER);
            assertThat(HELD_UP.thrownBy(TIMEOUT, session::close)).isNull();
          }
        });
    assertUndone(database);
  }

  /** The URL without a time-out of its own: 60 s for a statement, and 30 s of grace. */
  @Test
  void socketTimeoutIsThereWithoutBeingAskedFor(TestDatabase database) throws Exception {
    try (Database own = Database.connect(database.url())) {
      assertThat(networkTimeout(own)).isEqualTo(90_000);
    }
    try (Database own =
        Database.builder().url(database.url()).statementTimeout(Duration.ZERO).build()) {
      assertThat(networkTimeout(own)).as("where a statement may take for ever").isZero();
    }
  }

  @Test
  void otherWaitsAreFiniteToo(TestDatabase database) throws Exception {
    try (Database own = Database.connect(database.url())) {
      HikariDataSource pool = (HikariDataSource) own.dataSource();
      assertThat(pool.getConnectionTimeout()).isEqualTo(10_000);
      assertThat(pool.getValidationTimeout()).isEqualTo(5_000);
      assertThat(driver(own).getConnectTimeout()).isEqualTo(8);
      assertThat(driver(own).getLoginTimeout()).isEqualTo(10);
    }
    String twoHosts = database.url().replaceFirst("@([^/]+)/", "@$1,$1/");
    try (Database own = Database.connect(twoHosts)) {
      assertThat(driver(own).getConnectTimeout()).as("shared by two hosts").isEqualTo(4);
    }
  }

  private static int networkTimeout(Database database) throws SQLException {
    try (Connection connection = database.dataSource().getConnection()) {
      return connection.getNetworkTimeout();
    }
  }

  private static BaseDataSource driver(Database database) throws SQLException {
    return database.dataSource().unwrap(BaseDataSource.class);
  }

  private static Database connectAsUndone(Wire wire, TestDatabase database) {
    return Database.connect(wire.url(database.url(), "socketTimeout=2", "application_name=undone"));
  }

  /** Not even the session is left, which would hide its row and hold its locks. */
  private static void assertUndone(TestDatabase database) {
    LockWait.awaitTrue(
        database,
        "SELECT NOT EXISTS (SELECT FROM pg_stat_activity WHERE application_name = 'undone')",
        "the session is left");
    assertThat(database.value(HOLDS_LOCKS)).isEqualTo("f");
    assertThat(database.value("SELECT count(*) FROM lintel.items WHERE status = 'undone'"))
        .isEqualTo("0");
  }

  private static long count(SqlSession session) {
    return ItemOperations.countItemsByStatus(session, "new");
  }

  private static void assertStalled(Throwable thrown) {
    assertThat(thrown)
        .isInstanceOfSatisfying(
            DatabaseException.class, e -> assertThat(e.getSqlState()).isEqualTo("08006"))
        .hasMessageStartingWith(NAMED);
  }
}
