package dev.lintel.benchmark;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What each operation costs as the tables and the conversations grow. */
final class GrowthSuite implements Suite {

  private static final long MOST_BUFFERS_MB = 8_192;

  @Override
  public String name() {
    return "growth";
  }

  /** Memory for the largest table with its indexes, and no WAL for the loads. */
  @Override
  public Map<String, String> serverSettings(Settings settings) {
    if (settings.quick()) {
      return Map.of();
    }
    OperatingSystemMXBean machine =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long third = machine.getTotalMemorySize() / 3 / (1 << 20);
    return Map.of(
        "shared_buffers", Math.min(MOST_BUFFERS_MB, third) + "MB",
        "wal_level", "minimal",
        "max_wal_senders", "0");
  }

  @Override
  public void run(Bench bench, Report report) throws Exception {
    report.section("As the data grows");
    GrowthReport tables = new GrowthReport(report, bench.settings().rounds());
    items(bench, report, tables);
    conversations(bench, tables);
  }

  private static void items(Bench bench, Report report, GrowthReport tables) throws Exception {
    List<Integer> sizes =
        bench.settings().quick()
            ? List.of(10_000, 100_000)
            : List.of(10_000, 1_000_000, 10_000_000);
    List<GrowthItems> items = new ArrayList<>();
    try {
      long start = System.nanoTime();
      for (int size : sizes) {
        items.add(GrowthItems.load(bench, size));
      }
      warm(bench, items);
      describe(bench, report, items.get(items.size() - 1), (System.nanoTime() - start) / 1e9);
      tables.items(
          sizes,
          measureAlone(GrowthOperations.reads(), items, bench),
          measureAlone(GrowthOperations.writes(), items, bench));
    } finally {
      for (GrowthItems of : items) {
        of.close();
      }
    }
  }

  private static void warm(Bench bench, List<GrowthItems> items) throws SQLException {
    if (bench.ownsServer()) {
      bench.sql("CREATE EXTENSION pg_prewarm");
      for (GrowthItems of : items) {
        of.warm();
      }
    }
  }

  private static void describe(Bench bench, Report report, GrowthItems largest, double seconds)
      throws SQLException {
    report.paragraph(
        String.format(
            Locale.ROOT,
            "%s take %s with their indexes, shared_buffers are %s%s; all were loaded in %,.0f s.",
            largest,
            largest.bytes(),
            bench.text("SHOW shared_buffers"),
            bench.ownsServer()
                ? " and warm; what does not fit is read from the operating system's cache"
                : " and as warm as the rounds make them",
            seconds));
  }

  private static void conversations(Bench bench, GrowthReport tables) throws Exception {
    List<Integer> sizes =
        bench.settings().quick() ? List.of(10, 100, 1_000) : List.of(10, 100, 1_000, 10_000);
    List<GrowthConversations> talks = new ArrayList<>();
    try {
      for (int size : sizes) {
        talks.add(GrowthConversations.load(bench, size));
      }
      List<List<GrowthSeries>> all = measure(GrowthConversationOperations.all(), talks, bench);
      tables.conversations(sizes, all);
      tables.crossovers(sizes, all);
      tables.bytes(talks);
    } finally {
      for (GrowthConversations of : talks) {
        of.close();
      }
    }
  }

  private static <T> List<GrowthSeries> measureAlone(
      List<Growing<T>> operations, List<T> tables, Bench bench) throws SQLException {
    return measure(operations.stream().map(List::of).toList(), tables, bench).stream()
        .map(of -> of.get(0))
        .toList();
  }

  private static <T> List<List<GrowthSeries>> measure(
      List<List<Growing<T>>> operations, List<T> tables, Bench bench) throws SQLException {
    List<List<GrowthSeries>> all = new ArrayList<>();
    for (List<Growing<T>> together : operations) {
      all.add(GrowthSeries.measure(together, tables, bench.settings().rounds()));
    }
    return all;
  }
}
