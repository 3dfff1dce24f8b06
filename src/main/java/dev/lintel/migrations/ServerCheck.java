package dev.lintel.migrations;

import dev.lintel.MigrationException;
import dev.lintel.text.Text;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** Whether a server is one that the migrations may run on. */
final class ServerCheck {

  private static final int OLDEST = 13;

  private ServerCheck() {}

  /**
   * @throws MigrationException if it is not PostgreSQL, too old, or stores text otherwise than as
   *     UTF-8
   * @throws dev.lintel.DatabaseException if it cannot be reached
   */
  static void check(DataSource dataSource) {
    Reading.on(
        dataSource,
        connection -> {
          check(connection);
          return null;
        });
  }

  /** The same on a connection that the caller has. */
  static void check(Connection connection) throws SQLException {
    DatabaseMetaData server = connection.getMetaData();
    String product = server.getDatabaseProductName();
    if (!"PostgreSQL".equals(product)) {
      throw new MigrationException(
          "server: expected PostgreSQL " + OLDEST + " or newer, but it is " + Text.line(product));
    }
    if (server.getDatabaseMajorVersion() < OLDEST) {
      throw new MigrationException(
          "server: expected PostgreSQL "
              + OLDEST
              + " or newer, but it is "
              + Text.line(server.getDatabaseProductVersion()));
    }
    String encoding = encoding(connection);
    if (!"UTF8".equals(encoding)) {
      throw new MigrationException(
          "database: expected the encoding UTF8, but it is "
              + Text.line(encoding)
              + "; texts of other scripts could not be stored");
    }
  }

  private static String encoding(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SHOW server_encoding")) {
      row.next();
      return row.getString(1);
    }
  }
}
