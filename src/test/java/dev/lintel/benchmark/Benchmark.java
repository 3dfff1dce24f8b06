package dev.lintel.benchmark;

import java.util.List;

/** {@code mvn -Pbenchmark}: measures Lintel beside what a team would take instead. */
public final class Benchmark {

  private static final List<Suite> SUITES =
      List.of(
          new CompareSuite(),
          new StartSuite(),
          new MemorySuite(),
          new GrowthSuite(),
          new CrowdSuite(),
          new WriteSuite());

  private Benchmark() {}

  public static void main(String[] arguments) throws Exception {
    Settings settings = Settings.fromProperties();
    Report report = new Report(settings.output());
    for (Suite suite : SUITES) {
      if (settings.runs(suite.name())) {
        // each on a server of its own: none measures what another left behind
        try (Bench bench = Bench.open(settings, suite.serverSettings(settings))) {
          suite.run(bench, report);
        }
      }
    }
    System.out.println("\nwritten: " + settings.output().resolve("report.md"));
  }
}
