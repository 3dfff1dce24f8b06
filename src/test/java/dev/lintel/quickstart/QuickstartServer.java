package dev.lintel.quickstart;

import dev.lintel.session.Database;
import dev.lintel.tools.scratch.EmbeddedServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The server of the quickstart: the one that {@code DATABASE_URL} names, in a schema of the
 * quickstart's own that goes away with it, or an embedded one that goes away as a whole.
 */
final class QuickstartServer implements AutoCloseable {

  private static final String OWN_SCHEMA = "lintel_quickstart";

  private final EmbeddedServer embedded;
  private final String url;
  private final Thread atExit = new Thread(this::cleanUp);
  private boolean cleaned;

  private QuickstartServer(EmbeddedServer embedded, String url) {
    this.embedded = embedded;
    this.url = url;
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  static QuickstartServer open() {
    String url = System.getenv("DATABASE_URL");
    if (url != null && !url.isEmpty()) {
      Quickstart.say("On the server of DATABASE_URL, in the schema " + OWN_SCHEMA + ".");
      return new QuickstartServer(null, url);
    }
    Quickstart.say("Starting an embedded PostgreSQL (set DATABASE_URL to use another) ...");
    EmbeddedServer embedded = EmbeddedServer.start();
    return new QuickstartServer(embedded, embedded.url());
  }

  String url() {
    return url;
  }

  String schema() {
    return embedded == null ? OWN_SCHEMA : "lintel";
  }

  String psql() {
    return embedded == null
        ? "psql \"$DATABASE_URL\"   (schema " + OWN_SCHEMA + ")"
        : "psql -h 127.0.0.1 -p " + embedded.port() + " -U postgres   (schema lintel)";
  }

  @Override
  public void close() {
    cleanUp();
    Runtime.getRuntime().removeShutdownHook(atExit);
  }

  private synchronized void cleanUp() {
    if (cleaned) {
      return;
    }
    cleaned = true;
    if (embedded != null) {
      embedded.close();
      return;
    }
    try (Database database = Database.connect(url);
        Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("DROP SCHEMA IF EXISTS " + OWN_SCHEMA + " CASCADE");
    } catch (SQLException e) {
      Quickstart.say("The schema " + OWN_SCHEMA + " could not be dropped: " + e.getMessage());
    }
  }
}
