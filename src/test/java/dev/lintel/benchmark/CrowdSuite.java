package dev.lintel.benchmark;

import dev.lintel.benchmark.peers.Peer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.knowm.xchart.CategoryChart;

/** More callers than connections: what they get done, and how long each waits. */
final class CrowdSuite implements Suite {

  private static final List<Integer> CALLERS = List.of(8, 64, 256);
  private static final List<String> PEERS = List.of(Peers.JDBC, Peers.LINTEL);

  @Override
  public String name() {
    return "crowd";
  }

  @Override
  public void run(Bench bench, Report report) throws Exception {
    CompareData data = CompareData.load(bench);
    Map<Integer, Map<String, List<Crowd.Round>>> results = new LinkedHashMap<>();
    List<Peer> peers = new ArrayList<>();
    for (String name : PEERS) {
      peers.add(Peers.open(name, bench.pool()));
    }
    for (int callers : CALLERS) {
      results.put(callers, measure(new Crowd(data, callers), peers, bench.settings()));
    }
    for (Peer peer : peers) {
      peer.close();
    }
    write(report, results);
  }

  private static Map<String, List<Crowd.Round>> measure(
      Crowd crowd, List<Peer> peers, Settings settings) throws InterruptedException {
    long roundNanos = settings.quick() ? 250_000_000L : 2_000_000_000L;
    int rounds = settings.quick() ? 3 : 11;
    Map<String, List<Crowd.Round>> results = new LinkedHashMap<>();
    for (Peer peer : peers) {
      crowd.run(peer, settings.warmUpNanos());
      results.put(peer.name(), new ArrayList<>());
    }
    List<Peer> order = new ArrayList<>(peers);
    Random random = new Random(6);
    for (int round = 0; round < rounds; round++) {
      Collections.shuffle(order, random);
      for (Peer peer : order) {
        results.get(peer.name()).add(crowd.run(peer, roundNanos));
      }
    }
    return results;
  }

  private static void write(Report report, Map<Integer, Map<String, List<Crowd.Round>>> results)
      throws IOException {
    report.section("More callers than connections");
    report.paragraph(
        "Threads that call without a pause, on one pool of "
            + Bench.POOL_SIZE
            + " connections: 80 % getItemById, 15 % updateItemStatus, 5 % createItem. JDBC and"
            + " Lintel take turns, "
            + results.values().iterator().next().get(Peers.JDBC).size()
            + " rounds each; the ratio is of the calls a second in the same round, median"
            + " (quartiles), and above 1 where Lintel gets more done. Times are what a caller waits,"
            + " for the connection too, median of the rounds. A thread that has just given a"
            + " connection back often gets it again at once; the longest waits are of the others.");
    List<List<String>> rows = new ArrayList<>();
    results.forEach(
        (callers, of) -> rows.add(row(callers, of.get(Peers.JDBC), of.get(Peers.LINTEL))));
    report.table(
        List.of(
            "callers",
            "JDBC calls/s",
            "Lintel calls/s",
            "Lintel / JDBC",
            "JDBC p50 ms",
            "Lintel p50 ms",
            "JDBC p99 ms",
            "Lintel p99 ms"),
        rows);
    picture(
        report,
        results,
        "Throughput",
        "calls a second",
        "crowd-throughput",
        Crowd.Round::callsPerSecond);
    picture(
        report,
        results,
        "What the slowest of 100 calls waits",
        "ms (p99)",
        "crowd-p99",
        Crowd.Round::p99Millis);
  }

  private static List<String> row(int callers, List<Crowd.Round> jdbc, List<Crowd.Round> lintel) {
    return List.of(
        String.valueOf(callers),
        String.format(Locale.ROOT, "%,.0f", median(jdbc, Crowd.Round::callsPerSecond)),
        String.format(Locale.ROOT, "%,.0f", median(lintel, Crowd.Round::callsPerSecond)),
        Quartiles.ofRatios(
                figures(lintel, Crowd.Round::callsPerSecond),
                figures(jdbc, Crowd.Round::callsPerSecond))
            .toString(),
        millis(jdbc, Crowd.Round::medianMillis),
        millis(lintel, Crowd.Round::medianMillis),
        millis(jdbc, Crowd.Round::p99Millis),
        millis(lintel, Crowd.Round::p99Millis));
  }

  private static void picture(
      Report report,
      Map<Integer, Map<String, List<Crowd.Round>>> results,
      String title,
      String height,
      String file,
      ToDoubleFunction<Crowd.Round> figure)
      throws IOException {
    CategoryChart chart =
        Picture.bars(title, "callers, on " + Bench.POOL_SIZE + " connections", height);
    List<String> groups = results.keySet().stream().map(String::valueOf).toList();
    for (String peer : PEERS) {
      chart.addSeries(
          peer, groups, results.values().stream().map(of -> median(of.get(peer), figure)).toList());
    }
    Picture.write(report, chart, file);
  }

  private static String millis(List<Crowd.Round> rounds, ToDoubleFunction<Crowd.Round> figure) {
    return String.format(Locale.ROOT, "%,.2f", median(rounds, figure));
  }

  private static double median(List<Crowd.Round> rounds, ToDoubleFunction<Crowd.Round> figure) {
    return Quartiles.of(figures(rounds, figure)).median();
  }

  private static List<Double> figures(
      List<Crowd.Round> rounds, ToDoubleFunction<Crowd.Round> figure) {
    return rounds.stream().map(figure::applyAsDouble).collect(Collectors.toList());
  }
}
