package dev.lintel.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lintel.tools.review.rules.Rule;
import dev.lintel.tools.review.rules.Rules;
import dev.lintel.tools.review.tables.RedundantIndexes;
import dev.lintel.tools.review.tables.TableRule;
import dev.lintel.tools.review.tables.UnusedIndexes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each code that a review can say has its page, and each page a code. */
class RulePagesTest {

  private static final Path PAGES = Path.of("docs/review");

  /** Said by no rule: of the review itself, and of what was accepted. */
  private static final List<String> OTHERS =
      List.of(
          UnusedIndexes.CODE,
          "no-statements",
          "empty-table",
          "mapper-unreadable",
          RedundantIndexes.CODE,
          "accept-without-reason",
          "accept-expired",
          "accept-unneeded",
          "accept-unreadable");

  private static Stream<String> codes() {
    return Stream.of(
            Rules.all().stream().map(Rule::code),
            Arrays.stream(TableRule.values()).map(TableRule::code),
            OTHERS.stream())
        .flatMap(codes -> codes);
  }

  private static List<String> pages() throws IOException {
    try (Stream<Path> files = Files.list(PAGES)) {
      return files
          .map(file -> file.getFileName().toString().replace(".md", ""))
          .filter(name -> !name.equals("README"))
          .toList();
    }
  }

  @Test
  void eachCodeHasAPageAndEachPageACode() throws IOException {
    assertThat(pages()).containsExactlyInAnyOrderElementsOf(codes().toList());
  }

  @Test
  void aPageIsShortAndSaysWhatIsBadAndWhatIsGood() throws IOException {
    for (String page : pages()) {
      List<String> lines = Files.readAllLines(PAGES.resolve(page + ".md"));
      assertThat(lines.get(0)).matches("# " + page + ": \\S.+");
      assertThat(lines).as(page).hasSizeLessThanOrEqualTo(40).contains("**Bad**", "**Good**");
      assertThat(String.join("\n", lines))
          .as(page)
          .contains("Severity: ", "**Fix:** ", "**Accept it** ");
    }
  }

  @Test
  void aPageSaysTheSeverityOfItsRule() throws IOException {
    for (Rule rule : Rules.all()) {
      Path page = PAGES.resolve(rule.code() + ".md");
      assertThat(Files.readString(page))
          .as(rule.code())
          .containsIgnoringCase("Severity: " + rule.severity().name());
    }
  }

  @Test
  void theIndexNamesEachPage() throws IOException {
    assertThat(Files.readString(PAGES.resolve("README.md")).lines())
        .as("links of the index")
        .containsAll(pages().stream().map(RulePagesTest::link).toList());
  }

  /** As the index has it: with the title of the page. */
  private static String link(String page) {
    try (Stream<String> lines = Files.lines(PAGES.resolve(page + ".md"))) {
      String title = lines.findFirst().orElseThrow().replaceFirst("# [^:]+: ", "");
      return "- [" + page + "](" + page + ".md): " + title;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
