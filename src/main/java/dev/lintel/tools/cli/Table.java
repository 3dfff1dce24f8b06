package dev.lintel.tools.cli;

import dev.lintel.text.Text;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Rows in columns as wide as their widest value; the first row is the heading. */
final class Table {

  private static final String GAP = "  ";

  private final List<List<String>> rows = new ArrayList<>();

  Table(String... headings) {
    rows.add(List.of(headings));
  }

  /** As many values as there are headings; null is an empty one. */
  void add(String... values) {
    List<String> row = new ArrayList<>();
    for (String value : values) {
      row.add(value == null ? "" : Text.line(value));
    }
    rows.add(row);
  }

  void print(PrintWriter out) {
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < row.size(); column++) {
        String value = row.get(column);
        line.append(value).append(" ".repeat(width(column) - value.length())).append(GAP);
      }
      out.println(line.toString().stripTrailing());
    }
  }

  private int width(int column) {
    return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
  }
}
