package dev.lintel.tools.schema.locks;

import dev.lintel.ConfigurationException;
import dev.lintel.DatabaseException;
import dev.lintel.mapping.SchemaName;
import dev.lintel.migrations.Migrations;
import dev.lintel.migrations.Script;
import dev.lintel.text.Text;
import dev.lintel.tools.schema.Finding;
import dev.lintel.tools.schema.Project;
import dev.lintel.tools.scratch.ScratchDatabase;
import dev.lintel.tools.scratch.ScratchServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Runs migrations on a scratch database with rows, and reports what each statement locks on tables
 * that were there before its migration, and whether anything that takes long happens meanwhile. The
 * server itself tells, so that DO blocks and functions are seen through.
 */
public final class LockLint {

  private LockLint() {}

  /**
   * Runs the migrations after a version, each on rows of its own time.
   *
   * @param fromVersion the version that is deployed; null to begin before the first migration
   * @param progress is told the script that runs now
   * @return what they lock; if one fails, up to that
   * @throws dev.lintel.MigrationException if there is no such version, an earlier migration fails,
   *     or a script begins or ends transactions itself
   * @throws dev.lintel.ConfigurationException if {@code volume.sql} cannot be read, or fails
   * @throws DatabaseException if the server cannot be reached
   */
  public static LockReport run(
      Project project, ScratchServer server, String fromVersion, Consumer<String> progress) {
    try (ScratchDatabase scratch = server.create()) {
      Migrations migrations = project.over(scratch.dataSource());
      if (fromVersion != null) {
        migrations.upgrade(fromVersion);
      }
      List<Script> pending = migrations.pendingScripts();
      try (Connection connection = scratch.connect()) {
        return run(project, connection, pending, progress);
      } catch (SQLException e) {
        throw new DatabaseException("lock lint: " + e.getMessage(), e.getSQLState(), e);
      }
    }
  }

  private static LockReport run(
      Project project, Connection connection, List<Script> pending, Consumer<String> progress)
      throws SQLException {
    List<VersionLocks> versions = new ArrayList<>();
    List<Finding> findings = new ArrayList<>();
    VolumeRows rows = new VolumeRows(project.volumeFile());
    String schema = SchemaName.quoted(project.schema());
    execute(connection, "CREATE SCHEMA IF NOT EXISTS " + schema);
    speakEnglish(connection);
    String path = "SET search_path = " + schema + ", \"$user\", public";
    for (Script script : pending) {
      progress.accept(script.name());
      execute(connection, "RESET ROLE");
      execute(connection, path);
      rows.load(connection);
      MigrationWatch watch = new MigrationWatch(connection, project.schema());
      MigrationRun run = MigrationRun.of(connection, script, watch);
      versions.add(run.locks());
      findings.addAll(LockFindings.of(run.locks(), watch.emptyTables()));
      if (run.failure().isPresent()) {
        findings.add(run.failure().get());
        break;
      }
    }
    return new LockReport(versions, findings);
  }

  /** The server's words are looked for as they are written in its source. */
  private static void speakEnglish(Connection connection) throws SQLException {
    try {
      execute(connection, "SET lc_messages = 'C'");
    } catch (SQLException e) {
      if (!language(connection).matches("|C|POSIX|en.*|C\\..*")) {
        throw new ConfigurationException(
            "lc_messages of the scratch server: expected C or English, but was "
                + Text.visible(language(connection))
                + ", and the role must not set it: set it for the server, or use a superuser",
            e);
      }
    }
  }

  private static String language(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SHOW lc_messages")) {
      row.next();
      return row.getString(1);
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
