package dev.lintel.tools.review.report;

import dev.lintel.tools.review.result.ReviewResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A review as files: a page for people, a text for a merge request, and two for programs. */
public final class Reports {

  private Reports() {}

  /**
   * Writes {@code index.html}, {@code review.md}, {@code junit.xml}, {@code review.json} and {@code
   * review.schema.json}, which describes the last one. Ages are counted up to today.
   *
   * @param folder is made if it is not there; files of these names are replaced
   * @return the files, the page first
   * @throws UncheckedIOException naming the file, if it cannot be written
   */
  public static List<Path> write(ReviewResult result, Path folder) {
    return write(result, folder, LocalDate.now());
  }

  static List<Path> write(ReviewResult result, Path folder, LocalDate today) {
    View view = new View(result, today);
    Map<String, String> files = new LinkedHashMap<>();
    files.put("index.html", HtmlReport.of(view));
    files.put("review.md", MarkdownReport.of(view));
    files.put("junit.xml", JunitReport.of(view));
    files.put("review.json", JsonReport.of(result));
    files.put("review.schema.json", PageHead.resource("review.schema.json"));
    List<Path> written = new ArrayList<>();
    files.forEach((name, text) -> written.add(write(folder.resolve(name), text)));
    return written;
  }

  private static Path write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      return Files.write(file, text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": cannot be written: " + e.getMessage(), e);
    }
  }
}
