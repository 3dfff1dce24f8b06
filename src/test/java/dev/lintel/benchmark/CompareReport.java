package dev.lintel.benchmark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.knowm.xchart.CategoryChart;

/** The comparison as tables: a line a work, a column a peer, JDBC first. */
final class CompareReport {

  private CompareReport() {}

  /** One line as soon as it is measured. */
  static void print(List<Measured> line) {
    Measured jdbc = line.get(0);
    System.out.println(jdbc.work().name());
    for (Measured of : line) {
      System.out.printf(
          Locale.ROOT,
          "  %-18s %s  CPU %.2f  allocation %.2f  %,.1f µs  %,.1f kB  %d statements  %d round trips%n",
          of.peerName(),
          of.ratioTo(jdbc),
          of.cpuRatioTo(jdbc),
          of.allocationRatioTo(jdbc),
          of.medianMicros(),
          of.medianKilobytes(),
          of.statements(),
          of.roundTrips());
    }
  }

  static void write(Report report, List<List<Measured>> lines, int rounds) throws IOException {
    report.paragraph(
        "Time a call as a ratio to JDBC in the same round, median (quartiles) of "
            + rounds
            + " rounds (at least 9, where a call is long); JDBC's own in microseconds. \"JDBC again\" is the same code once more: what"
            + " a difference of nothing looks like.");
    table(
        report,
        lines,
        work -> target(work.target()),
        (of, jdbc) ->
            of == jdbc
                ? String.format(Locale.ROOT, "%,.0f µs", jdbc.medianMicros())
                : of.ratioTo(jdbc).toString());
    picture(report, lines);
    report.paragraph("Bytes allocated a call, in the same way; JDBC's own in kilobytes.");
    table(
        report,
        lines,
        work -> target(work.allocationTarget()),
        (of, jdbc) ->
            of == jdbc
                ? String.format(Locale.ROOT, "%,.1f kB", jdbc.medianKilobytes())
                : String.format(Locale.ROOT, "%.2f", of.allocationRatioTo(jdbc)));
    report.paragraph(
        "Processor time of the client a call, in the same way: what a busy client has left for"
            + " others.");
    table(
        report,
        lines,
        work -> "",
        (of, jdbc) ->
            of == jdbc ? "1.00" : String.format(Locale.ROOT, "%.2f", of.cpuRatioTo(jdbc)));
    report.paragraph("Statements / round trips a call, BEGIN and COMMIT too.");
    table(report, lines, work -> "", (of, jdbc) -> of.statements() + " / " + of.roundTrips());
  }

  private static void picture(Report report, List<List<Measured>> lines) throws IOException {
    CategoryChart chart = Picture.dots("Time a call", "ratio to JDBC, median");
    List<String> works = lines.stream().map(line -> line.get(0).work().name()).toList();
    for (String peer : Peers.readers()) {
      List<Double> ratios = new ArrayList<>();
      for (List<Measured> line : lines) {
        Measured of = of(line, peer);
        ratios.add(of == null ? null : of.ratioTo(line.get(0)).median());
      }
      if (ratios.stream().anyMatch(ratio -> ratio != null)) {
        chart.addSeries(peer, works, ratios);
      }
    }
    Picture.write(report, chart, "compare");
  }

  private static String target(double target) {
    return Double.isNaN(target) ? "" : String.format(Locale.ROOT, "≤ %.2f", target);
  }

  private static void table(
      Report report,
      List<List<Measured>> lines,
      Function<Work, String> target,
      BiFunction<Measured, Measured, String> cell) {
    List<String> peers =
        Peers.names().stream()
            .filter(name -> lines.stream().anyMatch(line -> of(line, name) != null))
            .toList();
    List<String> header = new ArrayList<>(List.of("work", "target of Lintel"));
    header.addAll(peers);
    List<List<String>> rows = new ArrayList<>();
    for (List<Measured> line : lines) {
      Measured jdbc = line.get(0);
      List<String> row = new ArrayList<>(List.of(jdbc.work().name(), target.apply(jdbc.work())));
      for (String peer : peers) {
        Measured of = of(line, peer);
        row.add(of == null ? "–" : cell.apply(of, jdbc));
      }
      rows.add(row);
    }
    report.table(header, rows);
  }

  private static Measured of(List<Measured> line, String peer) {
    return line.stream().filter(of -> of.peerName().equals(peer)).findFirst().orElse(null);
  }
}
