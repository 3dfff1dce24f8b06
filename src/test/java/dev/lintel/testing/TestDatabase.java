package dev.lintel.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.lintel.session.Database;
import dev.lintel.tools.schema.snapshot.SchemaSnapshot;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;

/** One database on the run's server, with a pool whose sessions live in an odd time zone. */
public final class TestDatabase implements CloseableResource, AutoCloseable {

  private static final AtomicInteger COUNTER = new AtomicInteger();

  private final TestServer server;
  private final String name;
  private final String url;
  private final HikariDataSource pool;
  private final Database database;

  private TestDatabase(TestServer server, boolean migrated) {
    this.server = server;
    this.name =
        "lintel_test_" + COUNTER.incrementAndGet() + "_" + Long.toHexString(System.nanoTime());
    this.url = migrated ? server.createMigrated(name) : server.createEmpty(name);
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(jdbcUrl());
    config.setMaximumPoolSize(20);
    config.setMinimumIdle(0);
    config.setConnectionInitSql("SET TIME ZONE 'Asia/Kathmandu'");
    this.pool = new HikariDataSource(config);
    this.database = Database.over(pool);
  }

  static TestDatabase migrated(TestServer server) {
    return new TestDatabase(server, true);
  }

  /** A second database on the same server, without any table. */
  public TestDatabase createEmpty() {
    return new TestDatabase(server, false);
  }

  /** A second database on the same server, at head. */
  public TestDatabase createMigrated() {
    return new TestDatabase(server, true);
  }

  public Database database() {
    return database;
  }

  public HikariDataSource pool() {
    return pool;
  }

  /** As {@code DATABASE_URL} takes it. */
  public String url() {
    return url;
  }

  /** Of a server for scratch databases, PostgreSQL 14 or newer. */
  public String scratchUrl() {
    return server.scratchUrl();
  }

  public String jdbcUrl() {
    return TestServer.jdbc(url);
  }

  /** The same for another user. */
  public String jdbcUrl(String user, String password) {
    return jdbcUrl().replaceAll("([?&])(user|password)=[^&]*", "$1")
        + "&user="
        + user
        + "&password="
        + password;
  }

  /** Runs SQL past Lintel, on a connection of its own, and commits it. */
  public void execute(String sql, Object... parameters) {
    try (Connection connection = DriverManager.getConnection(jdbcUrl());
        PreparedStatement statement = prepare(connection, sql, parameters)) {
      statement.execute();
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** Reads past Lintel, as any other program would: every value as the server prints it. */
  public List<List<String>> query(String sql, Object... parameters) {
    try (Connection connection = DriverManager.getConnection(jdbcUrl());
        PreparedStatement statement = prepare(connection, sql, parameters);
        ResultSet rows = statement.executeQuery()) {
      ResultSetMetaData columns = rows.getMetaData();
      List<List<String>> result = new ArrayList<>();
      while (rows.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
          row.add(rows.getString(i));
        }
        result.add(row);
      }
      return result;
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** The first value of the first row. */
  public String value(String sql, Object... parameters) {
    return query(sql, parameters).get(0).get(0);
  }

  /** What a schema holds, without Lintel's history of migrations. */
  public SchemaSnapshot snapshot(String schema) {
    try (Connection connection = DriverManager.getConnection(jdbcUrl())) {
      return SchemaSnapshot.read(connection, schema, Set.of("lintel_schema_history"));
    } catch (SQLException e) {
      throw new IllegalStateException(schema, e);
    }
  }

  private static PreparedStatement prepare(Connection connection, String sql, Object... parameters)
      throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < parameters.length; i++) {
      statement.setObject(i + 1, parameters[i]);
    }
    return statement;
  }

  /** Fails if a test left a connection of the pool open. */
  void assertNothingOpen() {
    assertThat(
            pool.getHikariPoolMXBean() == null
                ? 0
                : pool.getHikariPoolMXBean().getActiveConnections())
        .as("connections that the test left open")
        .isZero();
  }

  @Override
  public void close() {
    pool.close();
    server.drop(name);
  }
}
