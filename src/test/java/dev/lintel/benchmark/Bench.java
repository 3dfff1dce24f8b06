package dev.lintel.benchmark;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.lintel.migrations.Migrations;
import dev.lintel.testing.WireCounter;
import dev.lintel.tools.scratch.EmbeddedServer;
import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The server that all is measured on, embedded unless {@code DATABASE_URL} names another; there the
 * schema {@code lintel} must be absent, and is dropped at the end.
 */
final class Bench implements AutoCloseable {

  static final int POOL_SIZE = 10;

  private final Settings settings;
  private final EmbeddedServer server;
  private final PGSimpleDataSource driver;
  private final HikariDataSource pool;

  private Bench(Settings settings, EmbeddedServer server, PGSimpleDataSource driver) {
    this.settings = settings;
    this.server = server;
    this.driver = driver;
    this.pool = pool(driver, POOL_SIZE);
  }

  /**
   * @param serverSettings of the embedded server, beside the usual ones or in their place
   */
  static Bench open(Settings settings, Map<String, String> serverSettings) throws SQLException {
    String url = System.getenv("DATABASE_URL");
    if (url != null) {
      PGSimpleDataSource driver = driver(url);
      Bench bench = new Bench(settings, null, driver);
      try {
        bench.requireAbsent("lintel");
      } catch (SQLException | RuntimeException e) {
        bench.pool.close();
        throw e;
      }
      return bench.migrated();
    }
    // a server with memory; durable commits would measure the disk and hide the client
    Map<String, String> all =
        new HashMap<>(
            Map.of(
                "timezone", "UTC",
                "shared_buffers", "1GB",
                "max_wal_size", "16GB",
                "checkpoint_timeout", "1h",
                "maintenance_work_mem", "1GB",
                "max_connections", "300",
                "autovacuum", "off",
                "jit", "off"));
    all.putAll(serverSettings);
    EmbeddedServer server = EmbeddedServer.start(all);
    return new Bench(settings, server, driver(server.url())).migrated();
  }

  private static PGSimpleDataSource driver(String url) {
    URI uri = URI.create(url.replaceFirst("^(jdbc:)?postgres(ql)?(\\+\\w+)?:", "postgresql:"));
    PGSimpleDataSource driver = new PGSimpleDataSource();
    driver.setServerNames(new String[] {uri.getHost()});
    driver.setPortNumbers(new int[] {uri.getPort() < 0 ? 5432 : uri.getPort()});
    driver.setDatabaseName(uri.getPath().substring(1));
    String[] user = uri.getUserInfo() == null ? new String[0] : uri.getUserInfo().split(":", 2);
    driver.setUser(user.length > 0 ? user[0] : "postgres");
    driver.setPassword(user.length > 1 ? user[1] : null);
    return driver;
  }

  /** What is there already is somebody's; the benchmark would fill and drop it. */
  void requireAbsent(String schema) throws SQLException {
    if (number("SELECT count(*) FROM pg_namespace WHERE nspname = '" + schema + "'") > 0) {
      throw new IllegalStateException(
          "DATABASE_URL: expected a database without a schema "
              + schema
              + ", but it has one, which the benchmark would fill and drop; give it a database of"
              + " its own");
    }
  }

  private Bench migrated() {
    Migrations.over(pool).upgrade();
    return this;
  }

  Settings settings() {
    return settings;
  }

  /** The pool that all peers share, of ten connections. */
  DataSource pool() {
    return pool;
  }

  /** Another pool on the same server; the caller closes it. */
  static HikariDataSource pool(DataSource driver, int size) {
    HikariConfig config = new HikariConfig();
    config.setDataSource(driver);
    config.setMaximumPoolSize(size);
    config.setConnectionTimeout(120_000);
    return new HikariDataSource(config);
  }

  /** A single connection, whose server process ends when it is closed. */
  HikariDataSource poolOfOne() {
    return pool(driver, 1);
  }

  /** A driver's data source of this server, whose sockets are counted. */
  DataSource counted(WireCounter counter) {
    PGSimpleDataSource counted = driver(url());
    counter.countOn(counted);
    return counted;
  }

  /** As {@code Database.connect} takes it. */
  String url() {
    String user =
        driver.getUser() + (driver.getPassword() == null ? "" : ":" + driver.getPassword());
    return "postgresql://"
        + user
        + "@"
        + driver.getServerNames()[0]
        + ":"
        + driver.getPortNumbers()[0]
        + "/"
        + driver.getDatabaseName();
  }

  /** Runs SQL that is not measured, each statement by itself. */
  void sql(String... statements) throws SQLException {
    try (Connection connection = driver.getConnection();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** The first column of the first row, as a number. */
  long number(String sql) throws SQLException {
    return Long.parseLong(text(sql));
  }

  /** Written to the WAL since the server was made. */
  long walBytes() throws SQLException {
    return number("SELECT pg_current_wal_insert_lsn() - '0/0'::pg_lsn");
  }

  /** The first column of the first row. */
  String text(String sql) throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }

  /**
   * Whether the server is the benchmark's own, which may be tuned and told to checkpoint; not one
   * that others use too.
   */
  boolean ownsServer() {
    return server != null;
  }

  @Override
  public void close() throws SQLException {
    pool.close();
    if (server == null) {
      sql("DROP SCHEMA lintel CASCADE");
    } else {
      server.close();
    }
  }
}
