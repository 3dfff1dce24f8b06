package dev.lintel.tools.review.database;

import dev.lintel.tools.jdbc.Query;
import dev.lintel.tools.schema.Project;
import dev.lintel.tools.schema.ScriptFile;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** The rows that plans are made on, and statistics that are the same in every run. */
final class Volume {

  /**
   * With this many rows a unit of the target the sample is the table, so nothing is left to chance.
   */
  private static final long ROWS_A_UNIT = 300;

  private static final long LEAST = 100;
  private static final long MOST = 10_000;

  private Volume() {}

  /**
   * @param connection in auto-commit
   * @throws dev.lintel.MigrationException if a statement of the volume file fails
   */
  static void load(Connection connection, Project project) throws SQLException {
    if (Files.exists(project.volumeFile())) {
      ScriptFile.run(connection, project.volumeFile(), project.schema());
    }
    try (Statement statement = connection.createStatement()) {
      statement.execute("VACUUM (ANALYZE)");
      long rows =
          Long.parseLong(
              Query.value(
                  connection,
                  "SELECT coalesce(max(reltuples), 0)::bigint FROM pg_class WHERE relkind = 'r'"));
      long target = Math.max(LEAST, Math.min(MOST, (rows + ROWS_A_UNIT - 1) / ROWS_A_UNIT));
      statement.execute("SET default_statistics_target = " + target);
      statement.execute("ANALYZE");
    }
  }
}
