package dev.lintel.tools.review.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lintel.tools.review.plan.PlanNode;
import dev.lintel.tools.review.result.ReviewResult;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The page as a parser reads it; {@link ReportBrowserTest} has it in a browser. */
class HtmlReportTest {

  private static final Document PAGE = page(SampleReview.full());

  @Nested
  class Structure {

    @Test
    void sectionsStandInTheirOrderAndAreLinkedTo() {
      assertThat(PAGE.select("main > section").eachAttr("id"))
          .containsExactly(
              "verdict",
              "changed",
              "new",
              "findings",
              "accepted",
              "matrix",
              "statements",
              "tables",
              "migrations",
              "omissions",
              "live");
      assertThat(PAGE.select("nav a").eachAttr("href"))
          .containsExactly(
              "#changed",
              "#new",
              "#findings",
              "#accepted",
              "#matrix",
              "#statements",
              "#tables",
              "#migrations",
              "#omissions",
              "#live");
    }

    @Test
    void headingsLeaveNoLevelOut() {
      List<Integer> levels =
          PAGE.select("h1, h2, h3, h4, h5, h6").stream()
              .map(heading -> heading.tagName().charAt(1) - '0')
              .toList();

      assertThat(levels.get(0)).isEqualTo(1);
      assertThat(levels).filteredOn(level -> level == 1).hasSize(1);
      assertThat(IntStream.range(1, levels.size()))
          .allSatisfy(i -> assertThat(levels.get(i) - levels.get(i - 1)).isLessThanOrEqualTo(1));
    }

    @Test
    void idsAreThereOnce() {
      assertThat(PAGE.select("[id]").eachAttr("id")).doesNotHaveDuplicates();
    }

    @Test
    void namesOfAnySpellingAreLinkedTo() {
      Element link = PAGE.select("#findings a[href^=#statement/hostile]").first();

      assertThat(PAGE.getElementById(link.attr("href").substring(1))).isNotNull();
      assertThat(link.attr("href")).doesNotContain(" ", "<", "\"");
      assertThat(PAGE.getElementById("statement/items.findItemById")).isNotNull();
    }

    @Test
    void whatIsEmptySaysSo() {
      Document clean = page(SampleReview.clean());

      assertThat(clean.select("#findings .none").text()).isEqualTo("Nothing to mend.");
      assertThat(clean.select("#verdict h2").text()).isEqualTo("Passed");
      assertThat(clean.select("#live")).isEmpty();
    }

    @Test
    void aReviewThatFoundNothingIsAPageToo() {
      Document empty = page(SampleReview.found("no statement"));

      assertThat(empty.select("#statements .none").text()).isEqualTo("No statement was found.");
      assertThat(empty.select("#matrix .none").text()).isEqualTo("No table has an index.");
      assertThat(empty.select("#findings li")).hasSize(1);
    }
  }

  @Nested
  class Escaping {

    @Test
    void noTextOfOthersBecomesAnElement() {
      assertThat(PAGE.select("img, iframe, object, form")).isEmpty();
      assertThat(PAGE.select("script")).hasSize(1);
      assertThat(PAGE.select("style")).hasSize(1);
      assertThat(PAGE.select("*").eachAttr("onerror")).isEmpty();
      assertThat(PAGE.text()).contains(SampleReview.HOSTILE);
    }

    @Test
    void noAttributeIsAHandlerOrAStyle() {
      assertThat(PAGE.getAllElements())
          .flatExtracting(element -> element.attributes().asList())
          .extracting(attribute -> attribute.getKey())
          .noneMatch(name -> name.startsWith("on") || name.equals("style"));
    }

    @Test
    void directionsAndControlCharactersAreReplaced() {
      assertThat(PAGE.wholeText()).doesNotContain("\u202E", "\u0000").contains("\uFFFD");
    }

    @Test
    void thePolicyNamesTheStyleAndTheScriptByTheirHash() throws Exception {
      String policy = PAGE.select("meta[http-equiv=Content-Security-Policy]").attr("content");

      assertThat(policy)
          .startsWith("default-src 'none'")
          .contains("script-src '" + hash(PAGE.select("script").first().data()))
          .contains("style-src '" + hash(PAGE.select("style").first().data()))
          .doesNotContain("unsafe");
    }

    private String hash(String text) throws Exception {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes("UTF-8"));
      return "sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    }
  }

  @Nested
  class Changes {

    @Test
    void standBeforeAndAfterWithTheChangedPartMarked() {
      Element diff = PAGE.select("#changed article").first();

      assertThat(diff.select("del").eachText())
          .containsExactly(
              "Index Scan using ix_items_status_created on lintel.items ~10⁵",
              "Index Cond: (status = $1)");
      assertThat(diff.select("ins mark").eachText())
          .containsExactly("Backward using ix_items_created_at", "Filter");
    }

    @Test
    void whatIsGoneOrNewIsShownToo() {
      assertThat(PAGE.select("#changed").text()).contains("items.forgotten").contains("gone");
      assertThat(PAGE.select("#new pre").text()).contains("Nested Loop Left Join");
    }
  }

  @Nested
  class Exceptions {

    @Test
    void tellTheirAgeAndTheirEnd() {
      assertThat(PAGE.select("#accepted .age").eachText())
          .containsExactly(
              "for 633 days, since 2025-03-02 · without end",
              "age unknown · until 2026-12-31, 36 days left",
              "for 5 days, since 2026-11-20 · without end");
    }

    @Test
    void areNotAmongThoseToMend() {
      assertThat(PAGE.select("#findings li")).hasSize(7);
      assertThat(PAGE.select("#findings .age")).isEmpty();
    }
  }

  @Nested
  class Matrix {

    @Test
    void marksWhatReadsWhat() {
      List<String> columns = PAGE.select(".matrix thead th a").eachText();
      Element row = row("ix_items_status_created");

      assertThat(columns).contains("items.claimItems", "parents.deleteParentById");
      for (int i = 0; i < columns.size(); i++) {
        boolean reads =
            List.of("items.claimItems", "items.listItemsByStatus", "items.searchItems")
                .contains(columns.get(i));
        assertThat(row.select("td").get(i).text()).as(columns.get(i)).isEqualTo(reads ? "●" : "");
      }
    }

    @Test
    void anIndexThatAForeignKeyCheckReadsIsNotUnused() {
      assertThat(row("ix_items_parent_id").text()).contains("○").doesNotContain("unused");
      assertThat(row("ix_items_metadata").text()).contains("unused");
      assertThat(row("conversations_pkey").text()).contains("keeps values unique");
    }

    @Test
    void isOneForEachTableWhenThereAreTooManyStatements() {
      assertThat(page(SampleReview.of(99, 1)).select(".matrix")).hasSize(1);
      assertThat(page(SampleReview.of(101, 1)).select(".matrix")).hasSize(40);
    }

    private Element row(String index) {
      return PAGE.select(".matrix tbody tr").stream()
          .filter(row -> row.select("th").text().startsWith(index))
          .findFirst()
          .orElseThrow();
    }
  }

  @Nested
  class Statements {

    @Test
    void tellTheirPurposeTagAndParameters() {
      Element statement = PAGE.getElementById("statement/items.findItemById");

      assertThat(statement.select(".purpose").text()).startsWith("One item, or none.");
      assertThat(statement.select(".copy").attr("data-copy")).isEqualTo("/* items.findItemById */");
      assertThat(statement.select(".params li").eachText()).containsExactly("id text");
      assertThat(statement.select(".sql b").eachText()).contains("SELECT", "FROM", "WHERE");
      assertThat(statement.select(".facts").text())
          .contains("12,345,678 calls, 0.20 ms each, 12,345,600 rows");
    }

    @Test
    void sayThatFiguresAreShared() {
      assertThat(PAGE.getElementById("statement/items.searchItems").select(".facts").text())
          .contains("4 of at least 128")
          .contains("of all that share it: items.listItemsByStatus, items.searchItems");
    }

    @Test
    void withoutATagSayWhatItWouldBe() {
      assertThat(PAGE.getElementById("statement/items.updateItemStatus").select(".tag").text())
          .contains("/* items.updateItemStatus */");
    }

    @Test
    void thatDoNotPrepareSayWhy() {
      assertThat(PAGE.getElementById("statement/items.brokenByType").select(".failed").text())
          .isEqualTo("Does not prepare: ERROR: operator does not exist: uuid = character varying");
    }

    @Test
    void showPlansThatAreEqualOnce() {
      assertThat(captions("items.findItemById"))
          .containsExactly("Plan, the same for any, frequent and rare values");
      assertThat(captions("items.listItemsByStatus"))
          .containsExactly(
              "Plan for any values and for rare values", "Plan for the most frequent values");
    }

    @Test
    void showPlansThatBranchesShareOnce() {
      PlanNode scan = PlanSketch.seqScan("items", "a", 1);
      PlanNode other = PlanSketch.seqScan("items", "b", 1);
      Document page = page(SampleReview.planned(scan, other, scan));

      assertThat(page.select("figure")).hasSize(2);
      assertThat(page.select(".same").eachText())
          .containsExactly("The same plan as in the branch “branch 0”.");
    }

    @Test
    void showTheChecksThatADeleteSetsOff() {
      assertThat(captions("parents.deleteParentById"))
          .contains(
              "Then, for each row, the check of fk_items_parent_id on lintel.items (NO ACTION)");
    }

    private List<String> captions(String name) {
      return PAGE.getElementById("statement/" + name).select("figcaption").eachText();
    }
  }

  @Nested
  class Tables {

    @Test
    void tellTheirSizeAndWhatAnIndexIsGoodFor() {
      Element items = PAGE.getElementById("table/lintel.items");

      assertThat(items.select(".gist").text())
          .isEqualTo("350,000 rows · 68 MB · 6 indexes of 72 MB");
      assertThat(items.select(".dropped li").eachText())
          .contains("items.listItemsByStatus: Index Scan using ix_items_created_at");
      assertThat(items.select("a").eachText()).contains("items.claimItems");
    }
  }

  private static Document page(ReviewResult result) {
    return Jsoup.parse(HtmlReport.of(new View(result, SampleReview.TODAY)));
  }
}
