package dev.lintel.testing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.apache.ibatis.session.SqlSession;

/** Makes "it waits for the lock" a step of a test, seen on the server and not guessed by time. */
public final class LockWait {

  private static final Duration DEADLINE = Duration.ofSeconds(30);

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
    long end = System.nanoTime() + DEADLINE.toNanos();
    while (!database.value(sql).equals("t")) {
      if (System.nanoTime() > end) {
        throw new AssertionError(otherwise);
      }
      Thread.onSpinWait();
    }
  }
}
