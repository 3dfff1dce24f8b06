package dev.lintel.testing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.apache.ibatis.session.SqlSession;

/** Makes "it waits for the lock" a step of a test, seen on the server and not guessed by time. */
public final class LockWait {

  private static final Duration DEADLINE = Duration.ofSeconds(30);
  private static final Duration PAUSE = Duration.ofMillis(10);

  private LockWait() {}

  /** The server process of a session, which opens its transaction. */
  public static int backend(SqlSession session) {
    try (Statement statement = session.getConnection().createStatement();
        ResultSet row = statement.executeQuery("SELECT pg_backend_pid()")) {
      row.next();
      return row.getInt(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns once that process waits for a lock of the other. */
  public static void awaitBlocked(TestDatabase database, int waiting, int blocking) {
    awaitTrue(
        database,
        "SELECT " + blocking + " = ANY (pg_blocking_pids(" + waiting + "))",
        "process " + waiting + " does not wait for " + blocking);
  }

  /** Returns once some process waits for a lock of that one. */
  public static void awaitAnyBlocked(TestDatabase database, int blocking) {
    awaitTrue(
        database,
        "SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted AND "
            + blocking
            + " = ANY (pg_blocking_pids(pid)))",
        "nobody waits for process " + blocking);
  }

  /** Returns once a query says {@code true}. */
  public static void awaitTrue(TestDatabase database, String sql, String otherwise) {
    awaitTrue(database.jdbcUrl(), DEADLINE, sql, otherwise);
  }

  /** The same on any server, asked again and again on one connection. */
  public static void awaitTrue(String jdbcUrl, Duration deadline, String sql, String otherwise) {
    long end = System.nanoTime() + deadline.toNanos();
    try (Connection connection = DriverManager.getConnection(jdbcUrl);
        PreparedStatement statement = connection.prepareStatement(sql)) {
      while (!isTrue(statement)) {
        if (System.nanoTime() > end) {
          throw new AssertionError(otherwise);
        }
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  private static boolean isTrue(PreparedStatement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getBoolean(1);
    }
  }
}
