package dev.lintel.migrations;

import dev.lintel.MigrationException;
import dev.lintel.mapping.ServerErrors;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A lock in the database that one upgrade or downgrade of a schema holds at a time, on the
 * connection on which its scripts run. It is polled: a connection that waited inside {@code
 * pg_advisory_lock} would have an open snapshot, and a {@code CREATE INDEX CONCURRENTLY} of the
 * upgrade that it waits for would in turn wait for it, for ever. If the holder dies, the server
 * releases it.
 */
final class MigrationLock implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(MigrationLock.class);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);
  private static final long POLL_MILLIS = 50;

  private final Connection connection;
  private final String name;
  private final boolean autoCommitBefore;

  private MigrationLock(Connection connection, String name) throws SQLException {
    this.connection = connection;
    this.name = name;
    this.autoCommitBefore = connection.getAutoCommit();
  }

  /**
   * @throws MigrationException if another upgrade holds it for ten minutes, or the thread is
   *     interrupted (it stays so)
   */
  static MigrationLock acquire(DataSource dataSource, String name) {
    MigrationLock lock;
    try {
      lock = new MigrationLock(dataSource.getConnection(), name);
    } catch (SQLException e) {
      throw ServerErrors.translate(e);
    }
    try {
      lock.connection.setAutoCommit(true);
      lock.await();
      return lock;
    } catch (SQLException e) {
      lock.giveBack();
      throw ServerErrors.translate(e);
    } catch (RuntimeException | Error e) {
      lock.giveBack();
      throw e;
    }
  }

  /** The name as the server keeps it. */
  static String key(String sqlName) {
    return "hashtextextended(" + sqlName + ", 0)";
  }

  /** What holds the lock, in auto-commit. */
  Connection connection() {
    return connection;
  }

  private void await() throws SQLException {
    long start = System.nanoTime();
    boolean told = false;
    while (!ask("SELECT pg_try_advisory_lock(" + key("?") + ")")) {
      if (!told) {
        LOG.info("waiting for another upgrade or downgrade: {}", name);
        told = true;
      }
      if (System.nanoTime() - start > LONGEST_WAIT.toNanos()) {
        throw new MigrationException(
            name
                + ": another upgrade or downgrade has held the lock for "
                + LONGEST_WAIT.toMinutes()
                + " minutes; look for it in pg_locks (locktype advisory)");
      }
      try {
        TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new MigrationException(name + ": interrupted while waiting for another upgrade", e);
      }
    }
  }

  private boolean ask(String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, name);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getBoolean(1);
      }
    }
  }

  @Override
  public void close() {
    try {
      ask("SELECT pg_advisory_unlock(" + key("?") + ")");
    } catch (SQLException e) {
      LOG.warn(
          "{}: not released ({}); the server does it when the connection ends",
          name,
          e.getMessage());
    } finally {
      giveBack();
    }
  }

  private void giveBack() {
    try {
      connection.setAutoCommit(autoCommitBefore);
    } catch (SQLException e) {
      LOG.debug("{}: auto-commit not restored", name, e);
    }
    try {
      connection.close();
    } catch (SQLException e) {
      LOG.warn("{}: its connection could not be given back: {}", name, e.getMessage());
    }
  }
}
