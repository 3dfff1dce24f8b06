package dev.lintel.tools.review.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportsTest {

  @TempDir Path folder;

  @Test
  void writesEachFormIntoAFolderThatItMakes() {
    List<Path> files = Reports.write(SampleReview.full(), folder.resolve("target/review"));

    assertThat(files)
        .extracting(file -> file.getFileName().toString())
        .containsExactly(
            "index.html", "review.md", "junit.xml", "review.json", "review.schema.json");
    assertThat(files).allSatisfy(file -> assertThat(file).isNotEmptyFile());
  }

  @Test
  void replacesThoseOfTheLastRun() throws Exception {
    Path page = Files.writeString(folder.resolve("index.html"), "old");

    Reports.write(SampleReview.clean(), folder);

    assertThat(page).content().startsWith("<!DOCTYPE html>").doesNotContain("old\n");
  }

  @Test
  void namesTheFileThatCannotBeWritten() throws Exception {
    Path file = Files.writeString(folder.resolve("in the way"), "");

    assertThatThrownBy(() -> Reports.write(SampleReview.clean(), file))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("in the way");
  }

  @Test
  void givesTheSameBytesForTheSameReviewOnTheSameDay() {
    List<Path> one = Reports.write(SampleReview.full(), folder.resolve("1"), SampleReview.TODAY);
    List<Path> two = Reports.write(SampleReview.full(), folder.resolve("2"), SampleReview.TODAY);

    for (int i = 0; i < one.size(); i++) {
      assertThat(two.get(i)).hasSameBinaryContentAs(one.get(i));
    }
  }
}
