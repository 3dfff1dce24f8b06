package dev.lintel.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a stream of rows holds in memory, in a JVM of 64 MB, for few rows and for ten times more.
 */
final class MemorySuite implements Suite {

  private static final List<String> SMALL = List.of("-Xmx64m", "-XX:+UseSerialGC");

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public void run(Bench bench, Report report) throws Exception {
    int many = bench.settings().streamed();
    int few = many / 10;
    load(bench, "few", few);
    load(bench, "many", many);
    bench.sql("VACUUM ANALYZE lintel.items");
    List<List<String>> rows = new ArrayList<>();
    for (String peer : Peers.readers()) {
      if (bench.settings().startsProcess(peer) && !peer.equals(Peers.JDBC_AGAIN)) {
        rows.add(List.of(peer, held(bench, peer, "few", few), held(bench, peer, "many", many)));
      }
    }
    report.section("Heap that a stream holds");
    report.paragraph(
        "In a JVM of 64 MB: the most that lives after a collection, of ten looks while the rows"
            + " stream by and every document is read, above what lived before the first row.");
    report.table(List.of("peer", thousands(few) + " rows", thousands(many) + " rows"), rows);
  }

  private static void load(Bench bench, String status, int rows) throws Exception {
    bench.sql(
        """
        INSERT INTO lintel.items (name, status, metadata, created_at)
        SELECT 'Item ' || n, '%s', %s, timestamptz '2026-01-01' + n * interval '1 s'
        FROM generate_series(1, %d) AS n
        """
            .formatted(status, CompareData.METADATA.formatted(rows), rows));
  }

  private static String held(Bench bench, String peer, String status, int rows) throws Exception {
    Child.Answer answer =
        Child.run(StreamHeap.class, bench.url(), SMALL, peer, status, String.valueOf(rows));
    return String.format(Locale.ROOT, "%,.2f MB", Long.parseLong(answer.text()) / 1e6);
  }

  private static String thousands(int n) {
    return String.format(Locale.ROOT, "%,d", n);
  }
}
