package dev.lintel.tools.review.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lintel.tools.review.result.ReviewResult;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class SummaryTest {

  private final List<String> lines = lines(SampleReview.full());

  @Test
  void tellsEachOpenFindingOnALine() {
    assertThat(lines.get(0))
        .isEqualTo(
            "error does-not-prepare items.brokenByType [always]: ERROR: operator does not exist:"
                + " uuid = character varying; bind the parameter with UuidTypeHandler, or write"
                + " #{id}::uuid");
    assertThat(lines.stream().filter(line -> line.matches("(error|warning) .*"))).hasSize(7);
  }

  @Test
  void showsWhatDiffersFromItsApproval() {
    int changed =
        lines.indexOf(
            "changed items.listItemsByStatus: items/listItemsByStatus.plan says otherwise");

    assertThat(lines.subList(changed, changed + 12))
        .contains("  -    Index Cond: (status = $1)", "  +    Filter: (status = $1)");
    assertThat(lines)
        .contains(
            "new reports.everything: reports/everything.plan is not there yet",
            "gone items.forgotten: items/forgotten.plan is of nothing that there is any more");
  }

  @Test
  void tellsWhatWasNotReviewedAndCountsWhatNeedNotBe() {
    assertThat(lines)
        .contains(
            "not reviewed mappers/reports.xml: callMonthlyClose: CALLABLE: cannot be prepared",
            "not reviewed, as it should be: 1");
  }

  @Test
  void endsWithTheNumbers() {
    assertThat(lines.get(lines.size() - 1))
        .isEqualTo(
            "not passed: 7 findings to mend or accept, 4 plans to approve; errors 3, warnings 4,"
                + " plans changed 3, statements new 1, accepted 3, indexes unused 2, not reviewed 2,"
                + " statements 14, branches 17, tables 4");
  }

  @Test
  void aCleanReviewIsOneLine() {
    assertThat(lines(SampleReview.clean()))
        .singleElement()
        .asString()
        .startsWith("passed: Nothing is left to mend, accept or approve; ");
  }

  @Test
  void noTextOfOthersColoursOrForgesALine() {
    ReviewResult result = SampleReview.found("two\nerror forged items.x: lines\u001B[31m");

    assertThat(lines(result)).hasSize(2);
    assertThat(lines(result).get(0)).contains("two\\nerror forged").doesNotContain("\u001B");
  }

  private static List<String> lines(ReviewResult result) {
    StringWriter out = new StringWriter();
    PrintWriter writer = new PrintWriter(out);
    Summary.print(result, writer);
    writer.flush();
    return out.toString().lines().toList();
  }
}
