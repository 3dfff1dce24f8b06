package dev.lintel.tools.schema.locks;

import dev.lintel.ConfigurationException;
import dev.lintel.mapping.ServerErrors;
import dev.lintel.migrations.Migrations;
import dev.lintel.migrations.Script;
import dev.lintel.text.Text;
import dev.lintel.tools.jdbc.Query;
import dev.lintel.tools.schema.Finding;
import dev.lintel.tools.schema.Project;
import dev.lintel.tools.schema.ScriptFile;
import dev.lintel.tools.schema.proof.LoadedRows;
import dev.lintel.tools.scratch.ScratchDatabase;
import dev.lintel.tools.scratch.ScratchServer;
import java.sql.Connection;
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
   * @param progress is told, in a few words, what is going on
   * @return what they lock; if one fails, up to that. Errors are {@code lock-rewrite}, {@code
   *     lock-scan}, {@code lock-index-build}, {@code lock-key-validation}, {@code lock-rows},
   *     {@code lock-read} (each while applications wait), {@code upgrade-fails} and {@code
   *     volume-fails}; warnings {@code lock-order} and {@code locks-without-rows}; {@code
   *     lock-momentary} and {@code locks-rows} are told only
   * @throws dev.lintel.MigrationException if there is no such version, an earlier migration fails,
   *     or a script begins or ends transactions itself
   * @throws ConfigurationException if the server speaks another language than English
   * @throws dev.lintel.DatabaseException if the server cannot be reached
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
        throw ServerErrors.translate(e);
      }
    }
  }

  private static LockReport run(
      Project project, Connection connection, List<Script> pending, Consumer<String> progress)
      throws SQLException {
    List<VersionLocks> versions = new ArrayList<>();
    List<Finding> findings = new ArrayList<>();
    LoadedRows rows = new LoadedRows(project);
    ScriptFile.makeSchema(connection, project.schema());
    speakEnglish(connection);
    String searchPath = ScriptFile.enter(connection, project.schema());
    for (Script script : pending) {
      execute(connection, "RESET ROLE");
      ScriptFile.setSearchPath(connection, searchPath);
      findings.addAll(rows.load(connection, progress));
      ScriptFile.enter(connection, project.schema());
      progress.accept(script.name());
      MigrationWatch watch = new MigrationWatch(connection, project.schema());
      MigrationRun run = MigrationRun.of(connection, script, watch);
      versions.add(run.locks());
      findings.addAll(LockFindings.of(run.locks(), watch.emptyTables()));
      if (run.failure().isPresent()) {
        findings.add(run.failure().get());
        break;
      }
    }
    return new LockReport(List.copyOf(versions), List.copyOf(findings));
  }

  /** The server's words are looked for as they are written in its source. */
  private static void speakEnglish(Connection connection) throws SQLException {
    try {
      execute(connection, "SET lc_messages = 'C'");
    } catch (SQLException e) {
      String language = Query.value(connection, "SHOW lc_messages");
      if (!language.matches("|C|POSIX|en.*|C\\..*")) {
        throw new ConfigurationException(
            "lc_messages of the scratch server: expected C or English, but was "
                + Text.visible(language)
                + ", and the role must not set it: set it for the server, or use a superuser",
            e);
      }
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
