package dev.lintel.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The report of a run in Markdown, written as it grows, so that a run cut short leaves its parts.
 */
final class Report {

  private final Path folder;
  private final StringBuilder text = new StringBuilder();

  Report(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
  }

  Path folder() {
    return folder;
  }

  void section(String title) {
    add("\n## " + title + "\n");
  }

  void paragraph(String paragraph) {
    add("\n" + paragraph + "\n");
  }

  /**
   * @param rows each as long as the header
   */
  void table(List<String> header, List<List<String>> rows) {
    StringBuilder table = new StringBuilder("\n");
    row(table, header);
    table.append("|---").append("|---:".repeat(header.size() - 1)).append("|\n");
    rows.forEach(row -> row(table, row));
    add(table.toString());
  }

  private static void row(StringBuilder table, List<String> cells) {
    table.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }

  void picture(String title, String file) {
    add("\n![" + title + "](" + file + ")\n");
  }

  private void add(String part) {
    System.out.print(part);
    text.append(part);
    try {
      Files.writeString(folder.resolve("report.md"), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
