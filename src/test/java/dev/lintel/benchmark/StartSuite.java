package dev.lintel.benchmark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** What a peer adds to the start of an application: from no process at all to its first row. */
final class StartSuite implements Suite {

  private static final String TITLE = "JVM start to first row";
  private static final double TARGET = 1.30;
  private static final UUID ITEM = UUID.fromString("7f2c1c9e-0a51-4d0e-9c53-5f0f6f0b8a11");

  @Override
  public String name() {
    return "start";
  }

  @Override
  public void run(Bench bench, Report report) throws Exception {
    bench.sql(
        "INSERT INTO lintel.items (id, name, status, metadata)"
            + " VALUES ('"
            + ITEM
            + "', 'first', 'new', '{\"priority\": 1}')");
    Map<String, List<Double>> millis = new LinkedHashMap<>();
    for (String peer : Peers.readers()) {
      if (bench.settings().startsProcess(peer)) {
        millis.put(peer, new ArrayList<>());
      }
    }
    warmUp(millis.keySet(), bench);
    List<String> order = new ArrayList<>(millis.keySet());
    Random random = new Random(6);
    for (int round = 0; round < bench.settings().rounds(); round++) {
      Collections.shuffle(order, random);
      for (String peer : order) {
        millis.get(peer).add(start(peer, bench).millis());
      }
    }
    write(report, millis, bench.settings().rounds());
  }

  /** One start of each, which brings the files into memory; all must have read the same row. */
  private static void warmUp(Iterable<String> peers, Bench bench)
      throws IOException, InterruptedException {
    String expected = null;
    for (String peer : peers) {
      String row = start(peer, bench).text();
      if (expected != null && !row.equals(expected)) {
        throw new IllegalStateException(
            TITLE + ": " + peer + " printed \"" + row + "\", but JDBC \"" + expected + "\"");
      }
      expected = row;
    }
  }

  /** A process of its own, timed until its line is here, not until it has ended. */
  private static Child.Answer start(String peer, Bench bench)
      throws IOException, InterruptedException {
    return Child.run(FirstRow.class, bench.url(), List.of(), peer, ITEM.toString());
  }

  private static void write(Report report, Map<String, List<Double>> millis, int rounds) {
    report.section(TITLE);
    report.paragraph(
        "A new process for each start, with a pool of its own of the same settings, timed until its"
            + " line with the row is here. As a ratio to JDBC in the same round, median (quartiles)"
            + " of "
            + rounds
            + " rounds; JDBC's own in milliseconds.");
    List<String> header = new ArrayList<>(List.of("work", "target of Lintel"));
    List<String> row =
        new ArrayList<>(List.of(TITLE, String.format(Locale.ROOT, "≤ %.2f", TARGET)));
    List<Double> jdbc = millis.get(Peers.JDBC);
    millis.forEach(
        (peer, times) -> {
          header.add(peer);
          row.add(
              times == jdbc
                  ? String.format(Locale.ROOT, "%,.0f ms", Quartiles.of(jdbc).median())
                  : Quartiles.ofRatios(times, jdbc).toString());
        });
    report.table(header, List.of(row));
  }
}
