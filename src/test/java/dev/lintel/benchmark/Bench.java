package dev.lintel.benchmark;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.lintel.migrations.Migrations;
import dev.lintel.testing.WireCounter;
import dev.lintel.tools.scratch.EmbeddedServer;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
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

  static Bench open(Settings settings) throws SQLException {
    String url = System.getenv("DATABASE_URL");
    if (url != null) {
      PGSimpleDataSource driver = driver(url);
      requireAbsent(driver);
      return new Bench(settings, null, driver).migrated();
    }
    // a server with memory; durable commits would measure the disk and hide the client
    EmbeddedServer server =
        EmbeddedServer.start(
            Map.of(
                "timezone", "UTC",
                "shared_buffers", "1GB",
                "max_wal_size", "16GB",
                "checkpoint_timeout", "1h",
                "maintenance_work_mem", "1GB",
                "max_connections", "300",
                "autovacuum", "off",
                "jit", "off"));
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

  private static void requireAbsent(DataSource driver) throws SQLException {
    try (Connection connection = driver.getConnection();
        Statement statement = connection.createStatement();
        var found = statement.executeQuery("SELECT 1 FROM pg_namespace WHERE nspname = 'lintel'")) {
      if (found.next()) {
        throw new IllegalStateException(
            "DATABASE_URL: expected a database without a schema lintel, but it has one, which the"
                + " benchmark would fill and drop; give it a database of its own");
      }
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
