package dev.lintel.tools.review.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MarkdownReportTest {

  private static final List<String> LINES =
      MarkdownReport.of(new View(SampleReview.full(), SampleReview.TODAY)).lines().toList();

  @Test
  void beginsWithTheVerdict() {
    assertThat(LINES.get(0)).isEqualTo("# SQL review of lintel: not passed");
    assertThat(LINES.get(2)).isEqualTo("❌ 7 findings to mend or accept, 4 plans to approve.");
  }

  @Test
  void aCleanReviewIsTheVerdictAlone() {
    assertThat(MarkdownReport.of(new View(SampleReview.clean(), SampleReview.TODAY)).lines())
        .hasSize(5)
        .contains("✅ Nothing is left to mend, accept or approve.");
  }

  @Test
  void openFindingsAreRowsOfATable() {
    assertThat(LINES)
        .contains(
            "| error | `seq-scan` | `items.searchItems` | `name != null` | reads all 350,000 rows"
                + " of lintel.items for 4,000<br>**Fix** a trigram index on \\(name gin\\_trgm\\_ops\\),"
                + " or a search from the beginning of the name |");
    assertThat(LINES.stream().filter(line -> line.matches("\\| (error|warning) .*"))).hasSize(7);
  }

  @Test
  void hostileTextStaysInItsCell() {
    String row =
        LINES.stream().filter(l -> l.startsWith("| warning | `hostile`")).findFirst().get();

    assertThat(row.replace("\\|", "").chars().filter(c -> c == '|').count()).isEqualTo(6);
    assertThat(row.replaceAll("(`+) ?.*?[^`] ?\\1(?!`)", "")).doesNotContain("<script", "<img");
  }

  @Test
  void aDiffIsFencedByMoreBackticksThanItHolds() {
    int start = LINES.indexOf("`````diff");

    assertThat(LINES.subList(start, start + 5))
        .containsExactly(
            "`````diff",
            "@@ -1 +1 @@",
            "-SELECT '```' " + SampleReview.HOSTILE,
            "+SELECT '````' " + SampleReview.HOSTILE + "|",
            "`````");
  }

  @Test
  void whatExplainsIsFolded() {
    int accepted = LINES.indexOf("<details><summary>Accepted exceptions (3)</summary>");

    assertThat(LINES.subList(accepted, LINES.size()))
        .contains(
            "- `sort` `parents.listParents`: “5,000 parents are the most that there will be; an"
                + " index costs more than it gives” by Grace, age unknown, until 2026\\-12\\-31, 36"
                + " days left",
            "<details><summary>Not reviewed (2)</summary>",
            "- `mappers/items.xml: findItemById (oracle)`: for another database: oracle (as it"
                + " should be)");
  }

  @Test
  void namesWhatIsNewAndWhatIsGone() {
    assertThat(LINES)
        .contains(
            "- `reports.everything`, to be approved in `reports/everything.plan`",
            "- `items/forgotten.plan` approves `items.forgotten`, which is gone");
  }

  @Test
  void textCanMakeNoMarkAndNoElement() {
    assertThat(Markdown.text("a|b `c` <d>\n*e* [f](g)"))
        .isEqualTo("a\\|b \\`c\\` &lt;d&gt; \\*e\\* \\[f\\]\\(g\\)");
    assertThat(Markdown.code("`a` | b")).isEqualTo("`` `a` \\| b ``");
    assertThat(Markdown.code(null)).isEmpty();
  }
}
