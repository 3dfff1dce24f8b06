package dev.lintel.migrations;

import dev.lintel.MigrationException;
import dev.lintel.mapping.SchemaName;
import dev.lintel.mapping.ServerErrors;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A lock in the database that one upgrade of a schema holds at a time, on the connection that
 * {@link #dataSource} hands out first. It is polled: a connection that waited inside {@code
 * pg_advisory_lock} would have an open snapshot, and a {@code CREATE INDEX CONCURRENTLY} of the
 * upgrade that it waits for would in turn wait for it, for ever. If the holder dies, the server
 * releases it.
 */
final class MigrationLock implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(MigrationLock.class);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);
  private static final long POLL_MILLIS = 50;

  private final DataSource dataSource;
  private final Connection connection;
  private final String name;
  private final boolean autoCommitBefore;

  private MigrationLock(DataSource dataSource, Connection connection, String name)
      throws SQLException {
    this.dataSource = dataSource;
    this.connection = connection;
    this.name = name;
    this.autoCommitBefore = connection.getAutoCommit();
  }

  /**
   * @throws MigrationException if another upgrade holds it for ten minutes, or the thread is
   *     interrupted (it stays so)
   */
  static MigrationLock acquire(DataSource dataSource, String schema, String historyTable) {
    String name = "lintel migrations of " + schema + "." + historyTable;
    MigrationLock lock;
    try {
      lock = new MigrationLock(dataSource, dataSource.getConnection(), name);
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

  /** For what runs under the lock: its own connection first, then the caller's others. */
  DataSource dataSource() {
    return LockDataSource.of(dataSource, connection);
  }

  private void await() throws SQLException {
    long start = System.nanoTime();
    boolean told = false;
    while (!ask("SELECT pg_try_advisory_lock(hashtextextended(?, 0))")) {
      if (!told) {
        LOG.info("waiting for another upgrade: {}", name);
        told = true;
      }
      if (System.nanoTime() - start > LONGEST_WAIT.toNanos()) {
        throw new MigrationException(
            name
                + ": another upgrade has held the lock for "
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

  /** Makes the schema if it is not there; a role without the right to may use one that is. */
  void createSchema(String schema) {
    try {
      if (!exists(schema)) {
        try (Statement statement = connection.createStatement()) {
          statement.execute("CREATE SCHEMA " + SchemaName.quoted(schema));
        }
        LOG.info("schema created: {}", schema);
      }
    } catch (SQLException e) {
      throw ServerErrors.translate(e);
    }
  }

  private boolean exists(String schema) throws SQLException {
    String sql = "SELECT EXISTS (SELECT FROM pg_catalog.pg_namespace WHERE nspname = ?)";
    return ask(sql, schema);
  }

  private boolean ask(String sql) throws SQLException {
    return ask(sql, name);
  }

  private boolean ask(String sql, String parameter) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, parameter);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getBoolean(1);
      }
    }
  }

  @Override
  public void close() {
    try {
      if (!connection.getAutoCommit()) {
        connection.rollback(); // of what failed under the lock
        connection.setAutoCommit(true);
      }
      ask("SELECT pg_advisory_unlock(hashtextextended(?, 0))");
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
