package dev.lintel.benchmark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.knowm.xchart.XYChart;

/** Growth as tables, a column a size, and as pictures. */
final class GrowthReport {

  private static final double BOUND = 1.5;

  private final Report report;
  private final int rounds;

  GrowthReport(Report report, int rounds) {
    this.report = report;
    this.rounds = rounds;
  }

  void items(List<Integer> sizes, List<GrowthSeries> reads, List<GrowthSeries> writes)
      throws IOException {
    report.paragraph(
        "Microseconds a call, median of "
            + rounds
            + " rounds in which the sizes take turns; the last columns are the largest size as a"
            + " ratio to the smallest in the same round, median (quartiles), and whether the median"
            + " is within the bound. Each call finds its rows by an index, so its cost may grow with"
            + " the height of the index, but not with the table: page 1, midway and last must cost"
            + " the same. Of writes the median leaves out the rare one that moves the GIN index's"
            + " pending list into the index.");
    List<String> header = header(sizes);
    header.add(String.format(Locale.ROOT, "≤ %.2f", BOUND));
    List<List<String>> rows = new ArrayList<>();
    for (GrowthSeries series : Stream.concat(reads.stream(), writes.stream()).toList()) {
      List<String> row = row(series);
      row.add(series.growth().median() <= BOUND ? "yes" : "NO");
      rows.add(row);
    }
    report.table(header, rows);
    picture("Reads as the table grows", "growth-reads", sizes, reads);
    picture("Writes as the table grows", "growth-writes", sizes, writes);
  }

  private void picture(String title, String file, List<Integer> sizes, List<GrowthSeries> all)
      throws IOException {
    XYChart chart = Picture.growth(title, "items", "µs a call");
    all.forEach(series -> Picture.line(chart, series.name(), sizes, series.micros()));
    Picture.write(report, chart, file);
  }

  void conversations(List<Integer> sizes, List<List<GrowthSeries>> all) {
    report.paragraph(
        "Conversations, by their messages; microseconds a call in the same way. A conversation is"
            + " one document, so what reads or writes it cannot be flat: the last column is what"
            + " each further 1,000 messages cost between the two largest sizes. listMessages sends"
            + " 20 messages only, but the server reads the whole document to find them.");
    List<String> header = header(sizes);
    header.add("µs per 1,000 messages");
    List<List<String>> rows = new ArrayList<>();
    for (List<GrowthSeries> together : all) {
      GrowthSeries series = together.get(0);
      List<String> row = row(series);
      int last = sizes.size() - 1;
      double grown = series.micros().get(last) - series.micros().get(last - 1);
      row.add(
          String.format(
              Locale.ROOT, "%,.0f", grown * 1_000 / (sizes.get(last) - sizes.get(last - 1))));
      rows.add(row);
    }
    report.table(header, rows);
  }

  /** Of the operations that were measured on a table of messages too. */
  void crossovers(List<Integer> sizes, List<List<GrowthSeries>> all) throws IOException {
    report.paragraph(
        "The same messages as a table, a row a message and a row that counts them, by"
            + " hand-written JDBC, in the same rounds."
            + " The last column is the number of messages from which the table is the faster one,"
            + " by the line between the two sizes around it.");
    List<String> header = header(sizes);
    header.add("table faster from");
    List<List<String>> rows = new ArrayList<>();
    XYChart chart =
        Picture.growth("Appending as the conversation grows", "messages", "µs an append");
    for (List<GrowthSeries> together : all) {
      if (together.size() == 1) {
        continue;
      }
      GrowthSeries document = together.get(0);
      GrowthSeries table = together.get(1);
      List<String> row = row(table);
      row.add(new Crossover(sizes, document.micros(), table.micros()).toString());
      rows.add(row);
      if (table.name().equals(GrowthConversationOperations.APPEND)) {
        Picture.line(chart, "document (appendMessage)", sizes, document.micros());
        Picture.line(chart, "table of messages", sizes, table.micros());
      }
    }
    report.table(header, rows);
    Picture.write(report, chart, "growth-append");
  }

  void bytes(List<GrowthConversations> talks) {
    report.paragraph("What a conversation takes on disk, with its part of the indexes, in kB.");
    List<String> header = new ArrayList<>(List.of("stored as"));
    List<String> documents = new ArrayList<>(List.of("document"));
    List<String> tables = new ArrayList<>(List.of("table of messages"));
    for (GrowthConversations of : talks) {
      header.add(of.toString());
      documents.add(String.format(Locale.ROOT, "%,.1f", of.documentBytes() / 1_000));
      tables.add(String.format(Locale.ROOT, "%,.1f", of.tableBytes() / 1_000));
    }
    report.table(header, List.of(documents, tables));
  }

  private static List<String> header(List<Integer> sizes) {
    List<String> header = new ArrayList<>(List.of("operation"));
    sizes.forEach(size -> header.add(String.format(Locale.ROOT, "%,d", size)));
    header.add("largest / smallest");
    return header;
  }

  private static List<String> row(GrowthSeries series) {
    List<String> row = new ArrayList<>(List.of(series.name()));
    series.micros().forEach(micros -> row.add(String.format(Locale.ROOT, "%,.0f", micros)));
    row.add(series.growth().toString());
    return row;
  }
}
