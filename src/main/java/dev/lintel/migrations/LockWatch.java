package dev.lintel.migrations;

import dev.lintel.text.Text;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks, while the migrations run on one connection, from another one at whom they wait for: once a
 * lock time-out is thrown, the server no longer knows.
 */
final class LockWatch implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LockWatch.class);
  private static final long LONGEST_PAUSE_MILLIS = 250;

  /** Whoever closes the watch waits for its last look, also over a network that is stalled. */
  private static final int LONGEST_LOOK_MILLIS = 5_000;

  private static final String HOLDERS =
      "SELECT coalesce(w.relation::regclass::text, w.locktype), w.mode, b.pid, a.usename,"
          + " a.application_name, a.state,"
          + " extract(epoch FROM clock_timestamp() - a.xact_start)::bigint, a.query"
          + " FROM pg_catalog.pg_locks w"
          + " CROSS JOIN LATERAL unnest(pg_catalog.pg_blocking_pids(w.pid)) AS b (pid)"
          + " LEFT JOIN pg_catalog.pg_stat_activity a ON a.pid = b.pid"
          + " WHERE w.pid = ? AND NOT w.granted"
          + " ORDER BY b.pid LIMIT 1";

  private final Connection observer;
  private final int worker;
  private final long pauseMillis;
  private final Thread thread;
  private boolean closed;
  private String holder;

  private LockWatch(Connection observer, int worker, Duration lockTimeout) {
    this.observer = observer;
    this.worker = worker;
    this.pauseMillis = Math.max(1, Math.min(LONGEST_PAUSE_MILLIS, lockTimeout.toMillis() / 10));
    this.thread = new Thread(this::watch, "lintel lock watch");
    this.thread.setDaemon(true);
  }

  /**
   * @param observer nobody else's until this is closed
   * @param worker the server process that runs the migrations
   */
  static LockWatch start(Connection observer, int worker, Duration lockTimeout) {
    LockWatch watch = new LockWatch(observer, worker, lockTimeout);
    watch.thread.start();
    return watch;
  }

  /**
   * Who held, when this was last looked at, the lock that the worker waited for; null if nobody.
   */
  synchronized String holder() {
    return holder;
  }

  private synchronized void watch() {
    int socketTimeoutBefore = boundLooks();
    try {
      boolean autoCommit = observer.getAutoCommit();
      while (!closed) {
        wait(pauseMillis);
        if (!closed) {
          look();
        }
        if (!autoCommit) {
          observer.rollback(); // an open snapshot would keep CREATE INDEX CONCURRENTLY waiting
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (SQLException e) {
      LOG.debug("locks can no longer be watched", e);
    } finally {
      endBound(socketTimeoutBefore);
    }
  }

  /** Returns what the socket's time-out was in milliseconds, or -1 if it cannot be set. */
  private int boundLooks() {
    try {
      int before = observer.getNetworkTimeout();
      if (before == 0 || before > LONGEST_LOOK_MILLIS) {
        observer.setNetworkTimeout(Runnable::run, LONGEST_LOOK_MILLIS);
      }
      return before;
    } catch (SQLException | AbstractMethodError e) { // a pool older than JDBC 4.1
      LOG.debug("the time-out of the socket cannot be set", e);
      return -1;
    }
  }

  private void endBound(int before) {
    try {
      if (before >= 0) {
        observer.setNetworkTimeout(Runnable::run, before);
      }
    } catch (SQLException e) {
      LOG.debug("the time-out of the socket cannot be set back", e); // it is closed
    }
  }

  private void look() throws SQLException {
    try (PreparedStatement statement = observer.prepareStatement(HOLDERS)) {
      statement.setInt(1, worker);
      try (ResultSet row = statement.executeQuery()) {
        if (row.next()) {
          holder = describe(row);
        }
      }
    }
  }

  private static String describe(ResultSet row) throws SQLException {
    int pid = row.getInt(3);
    if (pid == 0) {
      return row.getString(1) + " is locked by a prepared transaction (see pg_prepared_xacts)";
    }
    StringBuilder text = new StringBuilder();
    text.append(row.getString(1)).append(" (").append(row.getString(2)).append(" wanted)");
    text.append(" is locked by session ").append(pid);
    text.append(" (user ").append(row.getString(4));
    text.append(", application ").append(Text.visible(row.getString(5)));
    if (row.getString(6) != null) {
      text.append(", ").append(row.getString(6));
      text.append(", in its transaction for ").append(row.getLong(7)).append(" s");
      text.append(", last statement ").append(Text.visible(row.getString(8)));
    }
    return text.append(")").toString();
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true; // the observer must not be given back while the thread may use it
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
