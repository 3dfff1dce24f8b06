package dev.lintel.tools.scratch;

import com.zaxxer.hikari.HikariDataSource;
import dev.lintel.session.Database;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** A database that nobody else uses and that goes away with {@link #close}. */
public final class ScratchDatabase implements AutoCloseable {

  private final ScratchServer server;
  private final String name;
  private final String url;
  private final Thread dropAtExit;
  private Database database;

  /**
   * @param dropAtExit drops it when the JVM ends before {@link #close}; null if not needed
   */
  ScratchDatabase(ScratchServer server, String name, String url, Thread dropAtExit) {
    this.server = server;
    this.name = name;
    this.url = url;
    this.dropAtExit = dropAtExit;
  }

  /** As {@code DATABASE_URL} takes it. */
  public String url() {
    return url;
  }

  /**
   * Each connection is a new one, without a statement time-out. A pool would close it after some
   * errors, those of SQLSTATE 0A000 among them, which here are an answer like any other.
   */
  public synchronized DataSource dataSource() {
    if (database == null) {
      database = ScratchServer.open(url);
    }
    return ((HikariDataSource) database.dataSource()).getDataSource();
  }

  /** A new connection, with auto-commit. */
  public Connection connect() throws SQLException {
    return dataSource().getConnection();
  }

  /** A second database with the same tables and rows. Closes the connections of this one first. */
  public synchronized ScratchDatabase copy() {
    disconnect();
    return server.create(name);
  }

  private void disconnect() {
    if (database != null) {
      database.close();
      database = null;
    }
  }

  @Override
  public synchronized void close() {
    disconnect();
    server.drop(name);
    ScratchServer.forget(dropAtExit);
  }
}
