package dev.lintel.tools.review.database;

import dev.lintel.ConfigurationException;
import dev.lintel.tools.jdbc.Query;
import dev.lintel.tools.schema.Project;
import dev.lintel.tools.schema.ScriptFile;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The rows that plans are made on, and statistics that are the same in every run. */
final class Volume {

  /**
   * With this many rows a unit of the target the sample is the table, so nothing is left to chance.
   */
  private static final long ROWS_A_UNIT = 300;

  private static final long LEAST = 100;
  private static final long MOST = 10_000;

  /**
   * A worker that looks at a table while it is loaded would keep VACUUM from marking its pages
   * visible, which decides on index-only scans: by chance, from run to run.
   */
  private static final String WITHOUT_AUTOVACUUM =
      """
      SELECT format('ALTER %s %s SET (autovacuum_enabled = off)',
          CASE relkind WHEN 'm' THEN 'MATERIALIZED VIEW' ELSE 'TABLE' END,
          oid::regclass)
      FROM pg_class
      WHERE relkind IN ('r', 'm')
        AND oid >= 16384
        AND relnamespace <> 'information_schema'::regnamespace
      """;

  private static final String HIDDEN =
      """
      SELECT oid::regclass
      FROM pg_class
      WHERE relkind IN ('r', 'm')
        AND oid >= 16384
        AND relallvisible < relpages
      """;

  private static final int TRIES = 20;
  private static final long PAUSE_MILLIS = 200;

  private Volume() {}

  /**
   * @param connection in auto-commit
   * @throws dev.lintel.MigrationException if a statement of the volume file fails
   */
  static void load(Connection connection, Project project) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String change : Query.list(connection, WITHOUT_AUTOVACUUM, row -> row.getString(1))) {
        statement.execute(change);
      }
      if (Files.exists(project.volumeFile())) {
        ScriptFile.run(connection, project.volumeFile(), project.schema());
      }
      vacuum(connection, statement);
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

  /** Until every page is marked visible: a transaction that looks at this database delays that. */
  private static void vacuum(Connection connection, Statement statement) throws SQLException {
    List<String> hidden = List.of();
    for (int i = 0; i < TRIES; i++) {
      statement.execute("VACUUM (ANALYZE, INDEX_CLEANUP ON)");
      hidden = Query.list(connection, HIDDEN, row -> row.getString(1));
      if (hidden.isEmpty()) {
        return;
      }
      pause();
    }
    throw new ConfigurationException(
        "the server for scratch databases: expected to vacuum all of "
            + String.join(", ", hidden)
            + ", but a transaction kept it from that; look for a long one in pg_stat_activity");
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
