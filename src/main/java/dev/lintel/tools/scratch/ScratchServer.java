package dev.lintel.tools.scratch;

import dev.lintel.ConfigurationException;
import dev.lintel.DatabaseException;
import dev.lintel.session.Database;
import dev.lintel.text.Text;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where scratch databases are made: an embedded server, or one that the caller names. */
public final class ScratchServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ScratchServer.class);

  /** Of locales: libc, ICU and, later, its own. */
  private static final int FIRST_WITH_PROVIDERS = 15;

  private final String url;
  private final EmbeddedServer embedded;

  private ScratchServer(String url, EmbeddedServer embedded) {
    this.url = url;
    this.embedded = embedded;
  }

  /** Starts a server that ends with {@link #close}, or with the JVM. */
  public static ScratchServer embedded() {
    // nothing at work there but what it is asked for, so that two runs are alike
    EmbeddedServer server = EmbeddedServer.start(Map.of("timezone", "UTC", "autovacuum", "off"));
    return new ScratchServer(server.url(), server);
  }

  /**
   * Uses a server that runs already.
   *
   * @param url as {@code DATABASE_URL}; a role that may create databases
   */
  public static ScratchServer at(String url) {
    return new ScratchServer(url, null);
  }

  /**
   * The server that a person named, or one that starts here.
   *
   * @param url null for the latter
   * @throws ConfigurationException if none can be started here
   */
  public static ScratchServer chosen(String url) {
    if (url != null) {
      return at(url);
    }
    try {
      return embedded();
    } catch (IllegalStateException | UncheckedIOException e) {
      throw new ConfigurationException(
          "scratch server: a PostgreSQL of this jar's own cannot be started here ("
              + Text.line(e.getMessage())
              + "); give --scratch URL of one that runs",
          e);
    }
  }

  /** Whether nobody else uses this server, so that roles may be made on it. */
  public boolean isEmbedded() {
    return embedded != null;
  }

  /**
   * A new empty database, that {@link ScratchDatabase#close} drops. UTF-8 and locale C whatever the
   * server's are, so that two servers sort and plan alike.
   */
  public ScratchDatabase create() {
    String locale = "template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'";
    return create(major() < FIRST_WITH_PROVIDERS ? locale : locale + " LOCALE_PROVIDER libc");
  }

  ScratchDatabase create(String template) {
    String name = "lintel_scratch_" + UUID.randomUUID().toString().replace("-", "");
    Thread hook = embedded == null ? dropAtExit(name) : null;
    try {
      execute("CREATE DATABASE " + name + " TEMPLATE " + template);
    } catch (RuntimeException | Error e) {
      forget(hook);
      throw e;
    }
    return new ScratchDatabase(this, name, withDatabase(name), hook);
  }

  /** Whoever stops a command by Ctrl-C leaves nothing on a server that others use. */
  private Thread dropAtExit(String name) {
    Thread hook =
        new Thread(
            () -> {
              try {
                drop(name);
              } catch (RuntimeException e) {
                LOG.warn("{}: could not be dropped: {}", name, e.getMessage());
              }
            },
            "lintel scratch " + name);
    Runtime.getRuntime().addShutdownHook(hook);
    return hook;
  }

  /** It is not needed any more; null if there is none. */
  static void forget(Thread hook) {
    if (hook != null) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        LOG.debug("the JVM ends: {} runs", hook.getName());
      }
    }
  }

  void drop(String name) {
    execute("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
  }

  private String withDatabase(String name) {
    return url.replaceFirst("^([^?]*?//[^/?]*)(/[^?]*)?", "$1/" + name);
  }

  private int major() {
    try (Database admin = open(url);
        Connection connection = admin.dataSource().getConnection()) {
      return connection.getMetaData().getDatabaseMajorVersion();
    } catch (SQLException e) {
      throw new DatabaseException("server version: " + e.getMessage(), e.getSQLState(), e);
    }
  }

  private void execute(String sql) {
    try (Database admin = open(url);
        Connection connection = admin.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new DatabaseException(sql + ": " + e.getMessage(), e.getSQLState(), e);
    }
  }

  static Database open(String url) {
    return Database.builder()
        .url(url)
        .maximumPoolSize(1)
        .applicationName("lintel scratch")
        .statementTimeout(Duration.ZERO)
        .build();
  }

  @Override
  public void close() {
    if (embedded != null) {
      embedded.close();
    }
  }
}
