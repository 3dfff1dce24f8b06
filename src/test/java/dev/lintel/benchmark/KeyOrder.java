package dev.lintel.benchmark;

import dev.lintel.items.Item;
import dev.lintel.items.ItemOperations;
import dev.lintel.items.NewItem;
import dev.lintel.keys.TimeOrderedUuid;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Random keys beside time-ordered ones, in a table that is large already. */
final class KeyOrder {

  private static final int BATCH = 10_000;

  /** The keys of one kind, and what its batches gave. */
  private static final class Kind {
    final String name;
    final String table;
    final Supplier<UUID> ids;
    final List<Double> micros = new ArrayList<>();
    final List<Double> walBytes = new ArrayList<>();
    final List<Double> pageImages = new ArrayList<>();
    final List<Double> pagesRead = new ArrayList<>();
    final List<Double> pagesDirtied = new ArrayList<>();

    Kind(String name, String table, Supplier<UUID> ids) {
      this.name = name;
      this.table = table;
      this.ids = ids;
    }
  }

  private final Bench bench;
  private final int rows;
  private final Kind random = new Kind("random (version 4)", "write_keys.random", UUID::randomUUID);
  private final Kind ordered =
      new Kind("time-ordered (version 7)", "write_keys.ordered", TimeOrderedUuid::next);

  private KeyOrder(Bench bench) {
    this.bench = bench;
    this.rows = bench.settings().quick() ? 200_000 : 10_000_000;
  }

  static void run(Bench bench, Report report) throws SQLException {
    try (OwnSchema schema = OwnSchema.create(bench, "write_keys")) {
      requireAccepted(schema);
      new KeyOrder(bench).run(report);
    }
  }

  /** Lintel makes random keys, but takes the caller's. */
  private static void requireAccepted(OwnSchema schema) {
    UUID id = TimeOrderedUuid.next();
    NewItem item = NewItem.builder().id(id).name("Of its caller's key").status("new").build();
    Item created =
        schema.database().inTransaction(s -> ItemOperations.createItems(s, List.of(item))).get(0);
    if (!created.getId().equals(id)) {
      throw new IllegalStateException(
          "createItems: expected the id " + id + ", but it is " + created.getId());
    }
  }

  private void run(Report report) throws SQLException {
    CompletableFuture<Void> other = CompletableFuture.runAsync(() -> load(random));
    load(ordered);
    other.join();
    int rounds = bench.settings().rounds();
    for (int round = 0; round < rounds; round++) {
      batch(round % 2 == 0 ? random : ordered);
      batch(round % 2 == 0 ? ordered : random);
    }
    write(report, rounds);
  }

  /** Row by row through the key's index, as a table grows; an index made afterwards is smaller. */
  private void load(Kind kind) {
    try {
      bench.sql(
          "CREATE TABLE " + kind.table + " (LIKE write_keys.items INCLUDING DEFAULTS)",
          "ALTER TABLE " + kind.table + " ADD PRIMARY KEY (id)");
      try (Connection connection = bench.pool().getConnection()) {
        CopyIn copy =
            connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("COPY " + kind.table + " (id, name, status) FROM STDIN");
        StringBuilder lines = new StringBuilder();
        for (int n = 1; n <= rows; n++) {
          lines.append(kind.ids.get()).append("\tItem ").append(n).append("\tnew\n");
          if (n % 1_000 == 0) {
            byte[] bytes = lines.toString().getBytes(StandardCharsets.US_ASCII);
            copy.writeToCopy(bytes, 0, bytes.length);
            lines.setLength(0);
          }
        }
        copy.endCopy();
      }
      bench.sql("VACUUM ANALYZE " + kind.table);
    } catch (SQLException e) {
      throw new CompletionException(e);
    }
  }

  private void batch(Kind kind) throws SQLException {
    List<UUID> ids = new ArrayList<>();
    for (int i = 0; i < BATCH; i++) {
      ids.add(kind.ids.get());
    }
    if (bench.ownsServer()) {
      bench.sql("CHECKPOINT");
    }
    String sql =
        "EXPLAIN (ANALYZE, BUFFERS, WAL, TIMING OFF, FORMAT JSON) INSERT INTO "
            + kind.table
            + " (id, name, status) SELECT new.id, 'More', 'new' FROM unnest(?::uuid[]) AS new (id)";
    try (Connection connection = bench.pool().getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setArray(1, connection.createArrayOf("uuid", ids.toArray()));
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        String plan = row.getString(1);
        kind.micros.add(figure(plan, "Execution Time") * 1_000 / BATCH);
        kind.walBytes.add(figure(plan, "WAL Bytes") / BATCH);
        kind.pageImages.add(figure(plan, "WAL FPI") / BATCH);
        kind.pagesRead.add(figure(plan, "Shared Read Blocks") / BATCH);
        kind.pagesDirtied.add(figure(plan, "Shared Dirtied Blocks") / BATCH);
      }
    }
  }

  /** The first of its name: the one of the whole statement. */
  private static double figure(String plan, String name) {
    Matcher found = Pattern.compile('"' + name + "\": ([0-9.]+)").matcher(plan);
    if (!found.find()) {
      throw new IllegalStateException("EXPLAIN: expected \"" + name + "\", but got " + plan);
    }
    return Double.parseDouble(found.group(1));
  }

  private void write(Report report, int rounds) throws SQLException {
    report.paragraph(
        String.format(
            Locale.ROOT,
            "Random keys beside time-ordered ones, made by the client, which createItems accepts"
                + " too: tables of %,d rows with the key's index alone, filled row by row; then %d"
                + " batches of %,d rows each, in turns, each %s. full_page_writes %s, shared_buffers"
                + " %s. Medians; the ratio of the times is random to time-ordered in the same"
                + " round.",
            rows,
            rounds,
            BATCH,
            bench.ownsServer() ? "after a checkpoint" : "without a checkpoint before",
            bench.text("SHOW full_page_writes"),
            bench.text("SHOW shared_buffers")));
    report.table(
        List.of(
            "key",
            "µs a row",
            "random / ordered",
            "index MB",
            "WAL bytes a row",
            "page images a row",
            "pages read a row",
            "pages dirtied a row"),
        List.of(row(random), row(ordered)));
  }

  private List<String> row(Kind kind) throws SQLException {
    long bytes = bench.number("SELECT pg_indexes_size('" + kind.table + "')");
    return List.of(
        kind.name,
        String.format(Locale.ROOT, "%.1f", Quartiles.of(kind.micros).median()),
        kind == random ? Quartiles.ofRatios(random.micros, ordered.micros).toString() : "",
        String.format(Locale.ROOT, "%,.0f", bytes / 1e6),
        String.format(Locale.ROOT, "%,.0f", Quartiles.of(kind.walBytes).median()),
        String.format(Locale.ROOT, "%.3f", Quartiles.of(kind.pageImages).median()),
        String.format(Locale.ROOT, "%.3f", Quartiles.of(kind.pagesRead).median()),
        String.format(Locale.ROOT, "%.3f", Quartiles.of(kind.pagesDirtied).median()));
  }
}
