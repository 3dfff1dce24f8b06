package dev.lintel.migrations;

import dev.lintel.MigrationException;
import dev.lintel.mapping.ServerErrors;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
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
  private static final long SHORTEST_PAUSE_MILLIS = 50;
  private static final long LONGEST_PAUSE_MILLIS = 500;

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
    long start = System.nanoTime();
    for (long pause = SHORTEST_PAUSE_MILLIS; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS)) {
      Optional<MigrationLock> lock = tryAcquire(dataSource, name);
      if (lock.isPresent()) {
        return lock.get();
      }
      if (pause == SHORTEST_PAUSE_MILLIS) {
        LOG.info("waiting for another upgrade or downgrade: {}", name);
      }
      if (System.nanoTime() - start > LONGEST_WAIT.toNanos()) {
        throw new MigrationException(
            name
                + ": another upgrade or downgrade has held the lock for "
                + LONGEST_WAIT.toMinutes()
                + " minutes; look for it in pg_locks (locktype advisory)");
      }
      try {
        TimeUnit.MILLISECONDS.sleep(pause);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new MigrationException(name + ": interrupted while waiting for another upgrade", e);
      }
    }
  }

  /** Whoever waits gives the connection back: the holder may need it as its second one. */
  private static Optional<MigrationLock> tryAcquire(DataSource dataSource, String name) {
    MigrationLock lock;
    try {
      lock = new MigrationLock(dataSource.getConnection(), name);
    } catch (SQLException e) {
      throw ServerErrors.translate(e, dataSource);
    }
    boolean held = false;
    try {
      lock.connection.setAutoCommit(true);
      held = lock.ask("SELECT pg_try_advisory_lock(" + key("?") + ")");
      return held ? Optional.of(lock) : Optional.empty();
    } catch (SQLException e) {
      throw ServerErrors.translate(e, dataSource);
    } finally {
      if (!held) {
        lock.giveBack();
      }
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
