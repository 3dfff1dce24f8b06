package dev.lintel.testing;

import dev.lintel.migrations.Migrations;
import dev.lintel.session.Database;
import dev.lintel.tools.scratch.EmbeddedServer;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * The one server of a test run: {@code LINTEL_TEST_URL} if it is set, Docker if it answers,
 * embedded otherwise; {@code -Dlintel.test.server=embedded|postgres:16|…} forces one, {@code
 * pgbouncer:/usr/sbin/pgbouncer} an embedded one behind that pooler.
 */
public final class TestServer implements ExtensionContext.Store.CloseableResource, AutoCloseable {

  private static final String DEFAULT_IMAGE = "postgres:16";
  private static final String POOLER = "pgbouncer:";

  /** Held, so that its level is not lost with the logger; Flyway 9 logs through java.util. */
  private static final Logger FLYWAY = Logger.getLogger("org.flywaydb");

  private final String adminUrl;
  private final AutoCloseable server;
  private final String template;
  private final int major;
  private final Pooler pooler;
  private EmbeddedServer scratch;

  private TestServer(String adminUrl, AutoCloseable server, String kind) throws Exception {
    this.pooler = server instanceof Pooler ? (Pooler) server : null;
    this.adminUrl = adminUrl;
    this.server = server;
    this.template = "lintel_template_" + Long.toHexString(System.nanoTime());
    try (Connection admin = admin();
        Statement statement = admin.createStatement();
        ResultSet row = statement.executeQuery("SHOW server_version")) {
      row.next();
      this.major = admin.getMetaData().getDatabaseMajorVersion();
      System.out.println("Tests run on PostgreSQL " + row.getString(1) + " (" + kind + ")");
    }
    execute("CREATE DATABASE " + template + " TEMPLATE template0 ENCODING 'UTF8'");
    try (Database database =
        Database.builder().url(directUrl(template)).maximumPoolSize(4).build()) {
      Migrations.over(database.dataSource()).upgrade();
    }
  }

  /** The run's server, started with its first use and stopped at the end of the run. */
  static TestServer of(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(Namespace.GLOBAL)
        .getOrComputeIfAbsent(TestServer.class, key -> start(), TestServer.class);
  }

  private static TestServer start() {
    FLYWAY.setLevel(Level.OFF);
    try {
      String forced = System.getProperty("lintel.test.server", "");
      String external = System.getenv("LINTEL_TEST_URL");
      if (forced.equals("embedded")) {
        return embedded();
      }
      if (forced.startsWith(POOLER)) {
        return pooled(forced.substring(POOLER.length()));
      }
      if (!forced.isEmpty()) {
        return container(forced);
      }
      if (external != null && !external.isEmpty()) {
        return new TestServer(external, () -> {}, "LINTEL_TEST_URL");
      }
      if (DockerClientFactory.instance().isDockerAvailable()) {
        return container(DEFAULT_IMAGE);
      }
      return embedded();
    } catch (Exception e) {
      throw new IllegalStateException("no PostgreSQL for the tests", e);
    }
  }

  private static TestServer embedded() throws Exception {
    EmbeddedServer server = EmbeddedServer.start(Map.of("timezone", "Asia/Kathmandu"));
    return new TestServer(server.url(), server, "embedded");
  }

  private static TestServer pooled(String program) throws Exception {
    EmbeddedServer server = EmbeddedServer.start(Map.of("timezone", "Asia/Kathmandu"));
    return new TestServer(server.url(), Pooler.start(program, server), "behind " + program);
  }

  private static TestServer container(String image) throws Exception {
    PostgreSQLContainer container = new PostgreSQLContainer(image);
    container.withCommand("postgres", "-c", "fsync=off", "-c", "max_connections=200");
    container.withTmpFs(Map.of("/memory", "rw"));
    container.withEnv("PGDATA", "/memory/data");
    container.withEnv("POSTGRES_HOST_AUTH_METHOD", "md5"); // scram too; 13 still stores md5
    container.start();
    String url =
        "postgresql://"
            + container.getUsername()
            + ":"
            + container.getPassword()
            + "@"
            + container.getHost()
            + ":"
            + container.getMappedPort(5432)
            + "/"
            + container.getDatabaseName();
    return new TestServer(url, container, image);
  }

  /** An empty database that nobody else uses. */
  String createEmpty(String name) {
    execute("CREATE DATABASE " + name + " TEMPLATE template0 ENCODING 'UTF8'");
    return url(name);
  }

  /** A database at head that nobody else uses. */
  synchronized String createMigrated(String name) {
    execute("CREATE DATABASE " + name + " TEMPLATE " + template);
    return url(name);
  }

  /** Fails if a connection is still open: a leak. */
  void drop(String name) {
    execute("DROP DATABASE " + name + (pooler == null ? "" : " WITH (FORCE)")); // it keeps some
  }

  /**
   * A server for scratch databases that every tool reads: this one, or an embedded one beside it if
   * this one is older than 14.
   */
  synchronized String scratchUrl() {
    if (major >= 14) {
      return adminUrl;
    }
    if (scratch == null) {
      scratch = EmbeddedServer.start();
    }
    return scratch.url();
  }

  private String url(String database) {
    return pooler == null ? directUrl(database) : pooler.url(database);
  }

  private String directUrl(String database) {
    URI admin = URI.create(adminUrl);
    String query = admin.getRawQuery() == null ? "" : "?" + admin.getRawQuery();
    return "postgresql://" + admin.getRawAuthority() + "/" + database + query;
  }

  private void execute(String sql) {
    try (Connection admin = admin();
        Statement statement = admin.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql + ": " + e.getMessage(), e);
    }
  }

  private Connection admin() throws SQLException {
    return DriverManager.getConnection(jdbc(adminUrl));
  }

  /** The URL as plain JDBC takes it, for looking at the database past Lintel. */
  static String jdbc(String url) {
    URI uri = URI.create(url);
    String[] credentials = uri.getRawUserInfo().split(":", 2);
    return "jdbc:postgresql://"
        + uri.getHost()
        + ":"
        + (uri.getPort() < 0 ? 5432 : uri.getPort())
        + uri.getPath()
        + "?user="
        + credentials[0]
        + (credentials.length > 1 ? "&password=" + credentials[1] : "")
        + (uri.getRawQuery() == null ? "" : "&" + uri.getRawQuery().replaceAll("&?options=$", ""));
  }

  @Override
  public void close() throws Exception {
    if (scratch != null) {
      scratch.close();
    }
    execute("DROP DATABASE " + template);
    server.close();
  }
}
