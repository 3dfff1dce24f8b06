package dev.lintel.tools.review;

import dev.lintel.tools.review.report.Summary;
import dev.lintel.tools.review.result.Approval;
import dev.lintel.tools.review.result.ReviewResult;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;

/**
 * A review that is done.
 *
 * @param result all that was found, as it is after approving
 * @param page the report for people
 * @param approved what was written or removed by approving, as it stood before; empty if nothing
 */
public record Reviewed(ReviewResult result, Path page, List<Approval> approved) {

  public boolean passes() {
    return result.passes();
  }

  /**
   * For a test.
   *
   * @throws AssertionError if something is left to mend, accept or approve; its message is the
   *     summary, and where the report is
   */
  public void assertPasses() {
    if (!passes()) {
      StringWriter summary = new StringWriter();
      PrintWriter out = new PrintWriter(summary);
      out.println("the SQL review does not pass");
      Summary.print(result, out);
      out.println("report: " + page.toAbsolutePath().normalize());
      out.print("plans that are as they should be are approved with: review --approve");
      throw new AssertionError(summary.toString());
    }
  }
}
