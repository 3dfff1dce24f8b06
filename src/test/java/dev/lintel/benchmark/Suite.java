package dev.lintel.benchmark;

import java.util.Map;

/** One part of the benchmark: measures, and writes what it found into the report. */
interface Suite {

  /** As {@code -Donly} takes it. */
  String name();

  /** What it needs of its server beside the usual settings. */
  default Map<String, String> serverSettings(Settings settings) {
    return Map.of();
  }

  void run(Bench bench, Report report) throws Exception;
}
