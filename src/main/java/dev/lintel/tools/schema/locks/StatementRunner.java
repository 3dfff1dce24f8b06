package dev.lintel.tools.schema.locks;

import dev.lintel.migrations.SqlStatement;
import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import org.postgresql.PGConnection;

/** Runs statements of a script as Flyway does, the rows of {@code COPY … FROM STDIN} too. */
final class StatementRunner {

  private StatementRunner() {}

  /** What the server said besides; null if nothing. */
  static SQLWarning run(Connection connection, SqlStatement sql) throws SQLException {
    if (sql.getOutline().matches("COPY .* FROM STDIN\\b.*")) {
      copy(connection, sql.getText());
      return null;
    }
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute(sql.getText());
      return statement.getWarnings();
    }
  }

  private static void copy(Connection connection, String text) throws SQLException {
    String[] parts = text.split(";[^\\S\\n]*\\n", 2);
    String rows = parts.length < 2 ? "" : parts[1].replaceFirst("(?m)^\\\\\\.\\s*\\z", "");
    try {
      connection.unwrap(PGConnection.class).getCopyAPI().copyIn(parts[0], new StringReader(rows));
    } catch (IOException e) {
      throw new SQLException("COPY: " + e.getMessage(), e);
    }
  }
}
