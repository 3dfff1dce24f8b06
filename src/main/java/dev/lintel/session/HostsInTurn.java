package dev.lintel.session;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Several hosts, each of which has the whole {@code connectTimeout} to accept a connection. Newer
 * drivers (42.7.13 at the latest) count it once for all hosts: behind a host that swallows every
 * packet the next ones get a millisecond, and are then held for unreachable. So the next one is
 * asked first after that.
 */
final class HostsInTurn implements DataSource {

  private static final String CANNOT_CONNECT = "08001";

  private final List<PGSimpleDataSource> turns;

  /**
   * @param turns the same hosts, each time with another one in front
   */
  HostsInTurn(List<PGSimpleDataSource> turns) {
    this.turns = new ArrayList<>(turns);
  }

  @Override
  public Connection getConnection() throws SQLException {
    return getConnection(first().getUser(), first().getPassword());
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    long start = System.nanoTime();
    int asked = 0;
    SQLException failure = null;
    do {
      try {
        return turns.get(asked).getConnection(user, password);
      } catch (SQLException e) {
        if (failure != null) {
          e.addSuppressed(failure);
        }
        failure = e;
      }
      asked++;
    } while (asked < turns.size() && hasUsedUp(asked, start, failure));
    throw failure;
  }

  /** Whether the next host was hardly asked; older drivers take the time of all at once. */
  private boolean hasUsedUp(int asked, long start, SQLException failure) {
    long timeoutMillis = first().getConnectTimeout() * 1_000L;
    long millis = (System.nanoTime() - start) / 1_000_000;
    return CANNOT_CONNECT.equals(failure.getSQLState())
        && timeoutMillis > 0
        && millis >= timeoutMillis * asked
        && millis < timeoutMillis * turns.size();
  }

  private PGSimpleDataSource first() {
    return turns.get(0);
  }

  @Override
  public void setLoginTimeout(int seconds) {
    turns.forEach(turn -> turn.setLoginTimeout(seconds));
  }

  @Override
  public int getLoginTimeout() {
    return first().getLoginTimeout();
  }

  @Override
  public void setLogWriter(PrintWriter out) {
    turns.forEach(turn -> turn.setLogWriter(out));
  }

  @Override
  public PrintWriter getLogWriter() {
    return first().getLogWriter();
  }

  @Override
  public Logger getParentLogger() {
    return first().getParentLogger();
  }

  @Override
  public boolean isWrapperFor(Class<?> type) throws SQLException {
    return type.isInstance(this) || first().isWrapperFor(type);
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return type.isInstance(this) ? type.cast(this) : first().unwrap(type);
  }
}
