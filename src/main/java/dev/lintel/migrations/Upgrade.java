package dev.lintel.migrations;

import dev.lintel.MigrationException;
import dev.lintel.mapping.ServerErrors;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An upgrade: looks at the scripts first, then lets Flyway run them. */
final class Upgrade {

  private static final Logger LOG = LoggerFactory.getLogger(Upgrade.class);

  private final MigrationSettings settings;
  private final History history;

  Upgrade(MigrationSettings settings) {
    this.settings = settings;
    this.history = new History(settings);
  }

  /**
   * @param target how far
   * @throws MigrationException if a script is refused, before anything was changed; or fails, and
   *     is rolled back
   */
  UpgradeResult run(FlywayRunner flyway, UpgradeTarget target) {
    try (MigrationSession session = MigrationSession.open(settings)) {
      FlywayRunner runner = flyway.on(session.dataSource());
      Connection worker = session.worker();
      List<HistoryRow> before = history.read(worker);
      history.refuseFailed(before);
      runner.refuseOvertaken();
      String version = target.version(runner);
      List<KnownMigration> missing = runner.missing();
      List<Script> scripts = scripts(worker, UpgradeTarget.upTo(version, missing));
      runner.validateMigrate();
      if (before.isEmpty() && missing.isEmpty()) {
        throw new MigrationException(
            "locations "
                + settings.locations
                + ": expected migrations like V1__create_items.sql, but there are none");
      }
      session.createSchema();
      for (Script script : scripts) {
        session.dropLeftovers(script);
      }
      List<String> applied = migrate(session, runner, version, scripts, before.size());
      return new UpgradeResult(runner.current().orElse(null), applied);
    } catch (SQLException e) {
      throw ServerErrors.translate(e, settings.dataSource);
    }
  }

  private List<Script> scripts(Connection worker, List<KnownMigration> migrations)
      throws SQLException {
    Placeholders placeholders = Placeholders.of(worker, settings);
    ScriptFiles files = new ScriptFiles(settings.locations);
    List<Script> scripts = new ArrayList<>();
    for (KnownMigration migration : migrations) {
      if (migration.isSql()) {
        Script.read(files, migration.script, placeholders).ifPresent(scripts::add);
      }
    }
    return scripts;
  }

  private List<String> migrate(
      MigrationSession session,
      FlywayRunner runner,
      String version,
      List<Script> scripts,
      int rowsBefore) {
    try {
      return runner.migrate(version, scripts);
    } catch (MigrationException e) {
      String advice = session.timeoutAdvice(e) + afterFailure(session, scripts, rowsBefore);
      throw new MigrationException(e.getMessage() + advice, e.getCause());
    }
  }

  /**
   * A script of CONCURRENTLY alone can be repeated: what it left goes, and so does Flyway's row of
   * the failure, which would stand in the way of the next upgrade.
   */
  private String afterFailure(MigrationSession session, List<Script> scripts, int rowsBefore) {
    Connection worker = session.worker();
    StringBuilder left = new StringBuilder();
    List<String> applied = new ArrayList<>();
    try {
      if (!worker.getAutoCommit()) {
        worker.rollback();
        worker.setAutoCommit(true);
      }
      List<HistoryRow> rows = history.read(worker);
      for (HistoryRow row : rows.subList(Math.min(rowsBefore, rows.size()), rows.size())) {
        if (row.success && row.isMigration()) {
          applied.add(row.script);
        }
        for (Script script : scripts) {
          if (!row.success && row.script.equals(script.name()) && script.isConcurrentOnly()) {
            forget(worker, row);
            left.append(cleanUp(session, script));
          }
        }
      }
    } catch (SQLException e) {
      LOG.warn("after a failed upgrade: {}", e.getMessage());
    }
    return left + (applied.isEmpty() ? "" : "; applied before it, and stays so: " + applied);
  }

  private void forget(Connection worker, HistoryRow row) throws SQLException {
    try (Statement statement = worker.createStatement()) {
      statement.execute("DELETE FROM " + history.table() + " WHERE installed_rank = " + row.rank);
    }
  }

  private String cleanUp(MigrationSession session, Script script) {
    try {
      session.dropLeftovers(script);
      return "";
    } catch (SQLException e) {
      return "; an invalid index is left, which the next upgrade drops first: "
          + script.concurrentIndexes();
    }
  }
}
