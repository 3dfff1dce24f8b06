package dev.lintel.benchmark;

import java.util.Map;

/** What writing costs the server: indexes, the order of keys, and new versions of rows. */
final class WriteSuite implements Suite {

  @Override
  public String name() {
    return "write";
  }

  /** As a server of production writes, with less memory than the indexes take there. */
  @Override
  public Map<String, String> serverSettings(Settings settings) {
    return Map.of("full_page_writes", "on", "shared_buffers", "256MB");
  }

  @Override
  public void run(Bench bench, Report report) throws Exception {
    report.section("What writing costs");
    IndexCost.run(bench, report);
    KeyOrder.run(bench, report);
    HotUpdates.run(bench, report);
  }
}
