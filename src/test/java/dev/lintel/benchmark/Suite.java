package dev.lintel.benchmark;

/** One part of the benchmark: measures, and writes what it found into the report. */
interface Suite {

  /** As {@code -Donly} takes it. */
  String name();

  void run(Bench bench, Report report) throws Exception;
}
