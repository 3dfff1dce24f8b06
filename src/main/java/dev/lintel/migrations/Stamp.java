package dev.lintel.migrations;

import dev.lintel.mapping.ServerErrors;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes into the history what the schema is at, and runs nothing. */
final class Stamp {

  private static final Logger LOG = LoggerFactory.getLogger(Stamp.class);
  private static final String NO_TIME = String.valueOf(HistoryRow.STAMPED);

  private final MigrationSettings settings;
  private final History history;

  Stamp(MigrationSettings settings) {
    this.settings = settings;
    this.history = new History(settings);
  }

  /**
   * @param version as its file is named, or {@code base}
   */
  StampResult run(FlywayRunner flyway, String version) {
    try (MigrationSession session = MigrationSession.open(settings)) {
      FlywayRunner runner = flyway.on(session.dataSource());
      Connection worker = session.worker();
      boolean toBase = version.equals(DowngradeTarget.BASE);
      String target = toBase ? null : runner.existing(version);
      List<HistoryRow> rows = history.read(worker);
      history.refuseFailed(rows);
      List<HistoryRow> unmarked = above(target, History.inForce(rows));
      List<KnownMigration> marked =
          toBase ? new ArrayList<>() : upTo(target, rows, runner.missing());
      session.createSchema();
      write(worker, unmarked, marked);
      LOG.info("schema {} stamped: {}", settings.schema, version);
      return new StampResult(
          runner.current().orElse(null), versions(marked), undoneVersions(unmarked));
    } catch (SQLException e) {
      throw ServerErrors.translate(e, settings.dataSource);
    }
  }

  private void write(Connection worker, List<HistoryRow> unmarked, List<KnownMigration> marked)
      throws SQLException {
    worker.setAutoCommit(false);
    try (Statement statement = worker.createStatement()) {
      if (!history.exists(worker)) {
        statement.execute(history.createTable());
      }
      for (HistoryRow row : unmarked) {
        statement.execute(history.insertUndone(row, row.script, NO_TIME));
      }
      for (KnownMigration migration : marked) {
        statement.execute(history.insertApplied(migration, NO_TIME));
      }
      worker.commit();
    }
    worker.setAutoCommit(true);
  }

  private static List<HistoryRow> above(String target, List<HistoryRow> inForce) {
    List<HistoryRow> above = new ArrayList<>();
    for (HistoryRow row : DowngradeTarget.newestFirst(inForce)) {
      if (target == null || FlywayRunner.compare(row.version, target) > 0) {
        above.add(row);
      }
    }
    return above;
  }

  /**
   * Also those that an upgrade would ignore because a later one is applied; but not what a baseline
   * stands for: that was there before the first migration, and no downgrade may undo it.
   */
  private static List<KnownMigration> upTo(
      String target, List<HistoryRow> rows, List<KnownMigration> missing) {
    List<KnownMigration> upTo = new ArrayList<>();
    for (KnownMigration migration : missing) {
      if (migration.version != null
          && FlywayRunner.compare(migration.version, target) <= 0
          && rows.stream().noneMatch(row -> row.isBaselineOf(migration.version))) {
        upTo.add(migration);
      }
    }
    return upTo;
  }

  private static List<String> versions(List<KnownMigration> migrations) {
    List<String> versions = new ArrayList<>();
    migrations.forEach(migration -> versions.add(migration.version));
    return versions;
  }

  private static List<String> undoneVersions(List<HistoryRow> rows) {
    List<String> versions = new ArrayList<>();
    rows.forEach(row -> versions.add(row.version));
    return versions;
  }
}
