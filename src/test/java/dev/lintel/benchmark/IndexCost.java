package dev.lintel.benchmark;

import dev.lintel.items.ItemOperations;
import dev.lintel.items.NewItem;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/** What each index of the items costs an insert: the same rows with all of them and without one. */
final class IndexCost {

  private static final String ALL = "all indexes";
  private static final int BATCH = 1_000;

  private record Filled(double micros, double walBytes) {}

  private final Bench bench;
  private final OwnSchema schema;
  private final List<List<NewItem>> batches = new ArrayList<>();
  private final int rows;

  private IndexCost(Bench bench, OwnSchema schema) {
    this.bench = bench;
    this.schema = schema;
    this.rows = bench.settings().quick() ? 5_000 : 100_000;
  }

  static void run(Bench bench, Report report) throws SQLException {
    try (OwnSchema schema = OwnSchema.create(bench, "write_indexes")) {
      new IndexCost(bench, schema).run(report);
    }
  }

  private void run(Report report) throws SQLException {
    prepare();
    Map<String, TableIndexes.Index> indexes = new LinkedHashMap<>();
    TableIndexes.of(bench, schema.table("items"))
        .indexes()
        .forEach(index -> indexes.put(index.name(), index));
    Map<String, Long> bytes = new LinkedHashMap<>();
    Map<String, List<Filled>> filled = new LinkedHashMap<>();
    filled.put(ALL, new ArrayList<>());
    indexes.keySet().forEach(name -> filled.put(name, new ArrayList<>()));
    fill(); // what it gives is not counted: the first is slower
    for (String name : indexes.keySet()) {
      bytes.put(name, bench.number("SELECT pg_relation_size('" + schema.table(name) + "')"));
    }
    List<String> order = new ArrayList<>(filled.keySet());
    Random random = new Random(6);
    int rounds = bench.settings().quick() ? 3 : 7;
    for (int round = 0; round < rounds; round++) {
      Collections.shuffle(order, random);
      for (String name : order) {
        filled.get(name).add(name.equals(ALL) ? fill() : fillWithout(indexes.get(name)));
      }
    }
    write(report, filled, bytes, rounds);
  }

  private void prepare() {
    for (int first = 0; first < rows; first += BATCH) {
      List<NewItem> batch = new ArrayList<>();
      for (int n = first; n < first + BATCH; n++) {
        batch.add(
            NewItem.builder()
                .name("Item " + n)
                .status("status " + n % 7)
                .metadata(CompareData.newRow(n).metadata())
                .build());
      }
      batches.add(batch);
    }
  }

  private Filled fillWithout(TableIndexes.Index index) throws SQLException {
    bench.sql(index.drop());
    Filled filled = fill();
    bench.sql("TRUNCATE " + schema.table("items"), index.create());
    return filled;
  }

  private Filled fill() throws SQLException {
    bench.sql("TRUNCATE " + schema.table("items"));
    long wal = bench.walBytes();
    long start = System.nanoTime();
    for (List<NewItem> batch : batches) {
      schema.database().inTransaction(s -> ItemOperations.createItems(s, batch));
    }
    // what the GIN index has put off is part of its cost
    bench.sql(
        "SELECT gin_clean_pending_list(indexrelid) FROM pg_index AS i"
            + " JOIN pg_class AS c ON c.oid = i.indexrelid"
            + " JOIN pg_am AS a ON a.oid = c.relam AND a.amname = 'gin'"
            + " WHERE i.indrelid = '"
            + schema.table("items")
            + "'::regclass");
    double micros = (System.nanoTime() - start) / 1_000.0 / rows;
    wal = bench.walBytes() - wal;
    return new Filled(micros, (double) wal / rows);
  }

  private void write(
      Report report, Map<String, List<Filled>> filled, Map<String, Long> bytes, int rounds) {
    report.paragraph(
        String.format(
            Locale.ROOT,
            "What each index costs an insert: %,d items by createItems, %,d at a time, into an empty"
                + " table with all indexes and with one left out, median of %d rounds. The ratio is"
                + " to all of them in the same round: what is below 1 is what the index costs. The"
                + " client's part is in the time.",
            rows,
            BATCH,
            rounds));
    List<List<String>> table = new ArrayList<>();
    List<Filled> all = filled.get(ALL);
    filled.forEach(
        (name, of) ->
            table.add(
                List.of(
                    name.equals(ALL) ? name : "without " + name,
                    String.format(Locale.ROOT, "%.1f", Quartiles.of(micros(of)).median()),
                    Quartiles.ofRatios(micros(of), micros(all)).toString(),
                    String.format(Locale.ROOT, "%,.0f", Quartiles.of(wal(of)).median()),
                    Quartiles.ofRatios(wal(of), wal(all)).toString(),
                    String.format(
                        Locale.ROOT,
                        "%.0f",
                        (double)
                                (name.equals(ALL)
                                    ? bytes.values().stream().mapToLong(Long::longValue).sum()
                                    : bytes.get(name))
                            / rows))));
    report.table(
        List.of(
            "table", "µs a row", "time / all", "WAL bytes a row", "WAL / all", "bytes of it a row"),
        table);
  }

  private static List<Double> micros(List<Filled> of) {
    return of.stream().map(Filled::micros).toList();
  }

  private static List<Double> wal(List<Filled> of) {
    return of.stream().map(Filled::walBytes).toList();
  }
}
