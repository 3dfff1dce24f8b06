package dev.lintel.benchmark;

import com.zaxxer.hikari.HikariDataSource;
import dev.lintel.session.Database;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Which updates the server can do within a page and without the indexes (HOT), and whether room
 * that a fillfactor leaves in the pages pays.
 */
final class HotUpdates {

  private static final List<Integer> FILLFACTORS = List.of(100, 90, 80, 70);
  private static final long STATISTICS_NANOS = 30_000_000_000L;

  /** The tables of one fillfactor under one kind of update. */
  private static final class Filled {
    final int fillfactor;
    final String table;
    final HikariDataSource connection;
    final Database database;
    final List<Double> micros = new ArrayList<>();
    final List<Double> walBytes = new ArrayList<>();
    final long updatesBefore;
    final long hotBefore;
    final long bytesBefore;

    Filled(Bench bench, OwnSchema schema, int fillfactor, HotUpdate update, int rows)
        throws SQLException {
      this.fillfactor = fillfactor;
      this.table = schema.table(update.table());
      bench.sql(
          "TRUNCATE " + table,
          "ALTER TABLE " + table + " SET (fillfactor = " + fillfactor + ")",
          update.load().sql(table, rows),
          "VACUUM ANALYZE " + table);
      this.connection = bench.poolOfOne();
      this.database = schema.database(connection);
      this.updatesBefore = statistic(bench, table, "n_tup_upd");
      this.hotBefore = statistic(bench, table, "n_tup_hot_upd");
      this.bytesBefore = bytes(bench, table);
    }
  }

  private final Bench bench;
  private final List<OwnSchema> schemas;
  private final int rounds;

  private HotUpdates(Bench bench, List<OwnSchema> schemas) {
    this.bench = bench;
    this.schemas = schemas;
    this.rounds = bench.settings().quick() ? 2 : 11;
  }

  static void run(Bench bench, Report report) throws SQLException, InterruptedException {
    List<OwnSchema> schemas = new ArrayList<>();
    try {
      for (int fillfactor : FILLFACTORS) {
        schemas.add(OwnSchema.create(bench, "write_fillfactor_" + fillfactor));
      }
      new HotUpdates(bench, schemas).run(report);
    } finally {
      for (OwnSchema schema : schemas) {
        schema.close();
      }
    }
  }

  private void run(Report report) throws SQLException, InterruptedException {
    List<List<String>> table = new ArrayList<>();
    for (HotUpdate update : HotUpdate.all()) {
      table.addAll(measure(update));
    }
    report.paragraph(
        "New versions of rows. An update can be HOT (the new version in the same page, no index"
            + " written) only if no indexed column changes. The status and the metadata of items are"
            + " indexed, so a change of either never is, whatever the fillfactor; of conversations"
            + " only id and created_at are indexed, so every update can be, if the page has room."
            + " Each of "
            + rounds
            + " rounds updates a fifth of the rows, random ones, and then vacuums, as autovacuum"
            + " would; time and WAL have both. The ratio is to fillfactor 100 in the same round. Room"
            + " pays if time and WAL fall by more than the table at the end grows; it cannot pay"
            + " where HOT is 0 % with it or near 100 % without: a long document is stored apart"
            + " (TOAST), so its row is small and finds room.");
    report.table(
        List.of(
            "operation",
            "fillfactor",
            "HOT",
            "µs an update, with VACUUM",
            "time / fillfactor 100",
            "WAL bytes an update",
            "table MB, loaded",
            "table MB, at the end"),
        table);
  }

  private List<List<String>> measure(HotUpdate update) throws SQLException, InterruptedException {
    int rows = bench.settings().quick() ? 500 : 10_000;
    List<Filled> all = new ArrayList<>();
    for (int i = 0; i < FILLFACTORS.size(); i++) {
      all.add(new Filled(bench, schemas.get(i), FILLFACTORS.get(i), update, rows));
    }
    List<Filled> order = new ArrayList<>(all);
    Random random = new Random(6);
    for (int round = 0; round < rounds; round++) {
      Collections.shuffle(order, random);
      for (Filled filled : order) {
        round(update, filled, rows);
      }
    }
    List<List<String>> table = new ArrayList<>();
    for (Filled filled : all) {
      filled.connection.close();
      table.add(row(update, filled, all.get(0), rounds * (rows / 5)));
    }
    return table;
  }

  private void round(HotUpdate update, Filled filled, int rows) throws SQLException {
    long wal = bench.walBytes();
    long start = System.nanoTime();
    for (int i = 0; i < rows / 5; i++) {
      UUID id = new UUID(0, ThreadLocalRandom.current().nextInt(1, rows + 1));
      update.call().on(filled.database, id);
    }
    bench.sql("VACUUM " + filled.table);
    filled.micros.add((System.nanoTime() - start) / 1_000.0 / (rows / 5));
    filled.walBytes.add((double) (bench.walBytes() - wal) / (rows / 5));
  }

  private List<String> row(HotUpdate update, Filled filled, Filled full, int updates)
      throws SQLException, InterruptedException {
    awaitStatistics(filled, updates);
    long hot = statistic(bench, filled.table, "n_tup_hot_upd") - filled.hotBefore;
    return List.of(
        update.name(),
        String.valueOf(filled.fillfactor),
        String.format(Locale.ROOT, "%.0f %%", 100.0 * hot / updates),
        String.format(Locale.ROOT, "%,.0f", Quartiles.of(filled.micros).median()),
        filled == full ? "" : Quartiles.ofRatios(filled.micros, full.micros).toString(),
        String.format(Locale.ROOT, "%,.0f", Quartiles.of(filled.walBytes).median()),
        String.format(Locale.ROOT, "%.1f", filled.bytesBefore / 1e6),
        String.format(Locale.ROOT, "%.1f", bytes(bench, filled.table) / 1e6));
  }

  /** A backend hands in the last of its figures when it ends, a moment after its client. */
  private void awaitStatistics(Filled filled, int updates)
      throws SQLException, InterruptedException {
    long end = System.nanoTime() + STATISTICS_NANOS;
    long seen = 0;
    while (seen < updates) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException(
            filled.table + ": expected " + updates + " updates, but n_tup_upd has " + seen);
      }
      Thread.sleep(10);
      seen = statistic(bench, filled.table, "n_tup_upd") - filled.updatesBefore;
    }
  }

  private static long statistic(Bench bench, String table, String column) throws SQLException {
    return bench.number(
        "SELECT " + column + " FROM pg_stat_user_tables WHERE relid = '" + table + "'::regclass");
  }

  /** Of the rows and what of them is stored apart (TOAST), without the indexes. */
  private static long bytes(Bench bench, String table) throws SQLException {
    return bench.number("SELECT pg_table_size('" + table + "')");
  }
}
