package dev.lintel.tools.review.report;

import static dev.lintel.tools.review.report.PlanSketch.indexScan;
import static dev.lintel.tools.review.report.PlanSketch.seqScan;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lintel.tools.review.plan.PlanNode;
import dev.lintel.tools.review.result.Acceptance;
import dev.lintel.tools.review.result.ReviewFinding;
import dev.lintel.tools.schema.Finding.Severity;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

class PlanPictureTest {

  private static final View VIEW = new View(SampleReview.full(), SampleReview.TODAY);
  private static final ReviewFinding SCAN =
      new ReviewFinding(Severity.ERROR, "seq-scan", "s", "b", "lintel.items", "w", "f", null);

  @Test
  void isListsInListsAsThePlanIs() {
    PlanNode plan =
        PlanSketch.of("Nested Loop")
            .joins("Left")
            .over(
                PlanSketch.of("Seq Scan").as("Outer").on("parents").alias("p").node(),
                PlanSketch.of("Index Scan")
                    .as("Inner")
                    .on("items")
                    .backward()
                    .by("items_pkey", "(id = p.id)")
                    .rows(4_000)
                    .node());

    Element picture = picture(plan);

    assertThat(picture.select("> ul > li > div").text()).isEqualTo("Nested Loop Left Join ~1 row");
    assertThat(picture.select("> ul > li > ul > li > div").eachText())
        .containsExactly(
            "outer Seq Scan lintel.parents p ~1 row",
            "inner Index Scan lintel.items backwards items_pkey Index Cond: (id = p.id) ~10⁴ rows");
  }

  @Test
  void namesSubplansAndWhatIsWritten() {
    PlanNode plan =
        PlanSketch.of("ModifyTable")
            .does("Delete")
            .on("items")
            .over(PlanSketch.of("Result").as("InitPlan").subplan("CTE found").node());

    assertThat(picture(plan).select("div").eachText())
        .containsExactly("Delete lintel.items ~1 row", "init plan · CTE found Result ~1 row");
  }

  @Test
  void coloursAScanOfABigTableAsTheFindingAboutIt() {
    PlanNode plan = seqScan("items", "(a = 1)", 1);
    ReviewFinding accepted = SCAN.accepted(new Acceptance("seq-scan", "r", "b", null, null));

    assertThat(picture(plan).select("div").attr("class")).isEqualTo("note");
    assertThat(picture(plan, SCAN).select("div").attr("class")).isEqualTo("error");
    assertThat(picture(plan, accepted).select("div").attr("class")).isEqualTo("accepted");
    assertThat(picture(plan, accepted, SCAN).select("div").attr("class")).isEqualTo("error");
    assertThat(picture(plan).select("em").text()).isEqualTo("reads all 350,000 rows");
  }

  @Test
  void leavesAloneWhatIsSmall() {
    assertThat(picture(seqScan("parents", "(a = 1)", 5_000)).select("em")).isEmpty();
    assertThat(picture(indexScan("items", "items_pkey", "(id = $1)", 1), SCAN).select("em"))
        .isEmpty();
    assertThat(picture(PlanSketch.of("Sort").sorts("a").rows(300).node()).select("em")).isEmpty();
  }

  @Test
  void saysWhatIsSortedAndWhatIsWalked() {
    PlanNode walk = PlanSketch.of("Index Scan").on("items").by("ix", null).rows(290_000).node();

    assertThat(picture(walk).select("em").text()).isEqualTo("walks an index of 350,000 rows");
    assertThat(picture(PlanSketch.of("Sort").sorts("a", "b").rows(4_000).node()).text())
        .isEqualTo("Sort By: a, b sorts ~10⁴ rows ~10⁴ rows");
  }

  @Test
  void aVeryWideTreeIsAList() {
    assertThat(picture(SampleReview.deep(9)).select("ul").first().className())
        .isEqualTo("plan tree");
    assertThat(picture(SampleReview.deep(60)).select("ul").first().className()).isEqualTo("plan");
    assertThat(picture(SampleReview.deep(60)).select("li")).hasSize(60);
  }

  private static Element picture(PlanNode plan, ReviewFinding... findings) {
    return Jsoup.parseBodyFragment(new PlanPicture(VIEW, List.of(findings)).of(plan).toString())
        .body();
  }
}
