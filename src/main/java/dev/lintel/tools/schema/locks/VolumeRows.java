package dev.lintel.tools.schema.locks;

import dev.lintel.ConfigurationException;
import dev.lintel.migrations.SqlScript;
import dev.lintel.migrations.SqlStatement;
import dev.lintel.text.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The statements of {@code volume.sql}, each run once, as soon as its tables are there. */
final class VolumeRows {

  private final Path file;
  private final List<SqlStatement> waiting;

  /**
   * @param file need not be there
   */
  VolumeRows(Path file) {
    this.file = file;
    this.waiting = new ArrayList<>(Files.exists(file) ? read(file) : List.of());
  }

  private static List<SqlStatement> read(Path file) {
    try {
      return SqlScript.parse(Files.readString(file)).getStatements();
    } catch (IOException e) {
      throw new ConfigurationException(
          file + ": cannot be read (" + e.getClass().getSimpleName() + ")", e);
    }
  }

  /** Runs what can be run now. */
  void load(Connection connection) throws SQLException {
    for (SqlStatement statement : List.copyOf(waiting)) {
      try {
        StatementRunner.run(connection, statement);
        waiting.remove(statement);
      } catch (SQLException e) {
        if (!namesWhatIsNotThere(e)) {
          throw new ConfigurationException(
              file.getFileName()
                  + ":"
                  + statement.getLine()
                  + ": the rows cannot be made: "
                  + Text.line(e.getMessage()),
              e);
        }
      }
    }
  }

  /** Tables and columns of later migrations, or of earlier ones. */
  private static boolean namesWhatIsNotThere(SQLException e) {
    return String.valueOf(e.getSQLState()).matches("42.*|3F000");
  }
}
