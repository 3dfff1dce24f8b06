package dev.lintel.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.lintel.LintelException;
import dev.lintel.items.ItemOperations;
import dev.lintel.session.Database;
import dev.lintel.testing.Load;
import dev.lintel.testing.PostgresTest;
import dev.lintel.testing.StoredItems;
import dev.lintel.testing.TestDatabase;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.ibatis.cursor.Cursor;
import org.apache.ibatis.session.SqlSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The reader of a stream goes away in its middle, with rows left on the server. */
@Tag("faults")
@PostgresTest
class AbandonedStreamsTest {

  private static final int ROWS = 2_000;
  private static final int STREAMS = Load.of(100, 3_000);

  @BeforeEach
  void storeRows(Database database) {
    database.useTransaction(session -> StoredItems.insert(session, "stream", ROWS, 1));
  }

  @AfterEach
  void nothingIsOpen(TestDatabase test) {
    assertThat(test.pool().getHikariPoolMXBean().getActiveConnections()).isZero();
    assertThat(
            test.value(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                    + " AND backend_type = 'client backend' AND state <> 'idle'"
                    + " AND pid <> pg_backend_pid()"))
        .as("transactions left open")
        .isEqualTo("0");
    assertThat(
            test.value(
                "SELECT count(*) FROM pg_locks JOIN pg_stat_activity USING (pid)"
                    + " WHERE datname = current_database() AND backend_type = 'client backend'"
                    + " AND pid <> pg_backend_pid()"))
        .as("locks left")
        .isEqualTo("0");
    test.execute("DELETE FROM lintel.items");
  }

  @Test
  void byWhateverTheConsumerThrowsLeaveNothingOpen(Database database) {
    for (Throwable failure :
        List.of(
            new IllegalStateException(),
            new IOException(),
            new AssertionError(),
            new StackOverflowError(),
            new InterruptedException())) {
      Throwable thrown =
          catchThrowable(() -> database.useTransaction(session -> abandon(session, 700, failure)));
      assertThat(thrown).isSameAs(failure).hasNoSuppressedExceptions();
    }
  }

  @Test
  void inOneTransactionByTheThousandLeaveNothingOpen(Database database) {
    IllegalStateException failure = new IllegalStateException();
    database.useTransaction(
        session -> {
          for (int i = 0; i < STREAMS; i++) {
            int at = 1 + i % 600;
            assertThat(catchThrowable(() -> abandon(session, at, failure))).isSameAs(failure);
          }
          assertThat(portals(session)).isZero();
          ItemOperations.createItem(session, "after", "them");
        });
    Figures.write(
        "abandoned streams",
        String.format(
            "%,d in one transaction, each with rows left: 0 portals, 0 connections, 0 locks left",
            STREAMS));
  }

  @Test
  void bySessionsClosedUnderThemLeaveNothingOpen(Database database) {
    AtomicInteger seen = new AtomicInteger();
    Throwable thrown =
        catchThrowable(
            () ->
                database.useTransaction(
                    session ->
                        ItemOperations.forEachItemByStatus(
                            session,
                            "stream",
                            item -> {
                              if (seen.incrementAndGet() == 700) {
                                session.close();
                              }
                            })));
    assertThat(thrown).isInstanceOf(LintelException.class);
    assertThat(seen).hasValue(700);
  }

  @Test
  void byCallersOfOpenSessionWhoOnlyCloseItLeaveNothingOpen(Database database) {
    try (SqlSession session = database.openSession()) {
      assertThat(catchThrowable(() -> abandon(session, 1, new IllegalStateException())))
          .isNotNull();
    }
  }

  @Test
  void byABreakOutOfAHostsOwnCursorLeaveNothingOpen(TestDatabase test) {
    Database own = Database.over(test.pool());
    own.sqlSessionFactory().getConfiguration().addMapper(KeyMapper.class);
    List<Cursor<UUID>> cursors = new ArrayList<>();
    own.useTransaction(
        session -> {
          cursors.add(session.getMapper(KeyMapper.class).keys());
          for (UUID key : cursors.get(0)) {
            assertThat(key).isNotNull();
            break;
          }
        });
    assertThat(cursors.get(0).isOpen()).isFalse();
  }

  private static void abandon(SqlSession session, int at, Throwable failure) {
    AtomicInteger seen = new AtomicInteger();
    ItemOperations.forEachItemByStatus(
        session,
        "stream",
        item -> {
          if (seen.incrementAndGet() == at) {
            AbandonedStreamsTest.<RuntimeException>sneak(failure);
          }
        });
  }

  @SuppressWarnings("unchecked") // the cast is erased: any throwable passes
  private static <X extends Throwable> void sneak(Throwable throwable) throws X {
    throw (X) throwable;
  }

  /** What the server holds open for this session, besides the question itself. */
  private static int portals(SqlSession session) {
    try (Statement statement = session.getConnection().createStatement();
        ResultSet row =
            statement.executeQuery("SELECT count(*) FROM pg_cursors WHERE name <> ''")) {
      row.next();
      return row.getInt(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
