package dev.lintel.tools.review.report;

import dev.lintel.tools.review.result.Approval;
import dev.lintel.tools.review.result.ReviewResult;
import dev.lintel.tools.schema.Finding.Severity;
import java.util.ArrayList;
import java.util.List;

/**
 * What a review comes to, in one sentence and in numbers.
 *
 * @param passes as {@link ReviewResult#passes}
 * @param sentence for people, without a full stop
 * @param numbers that every format shows, the most important first
 */
record Verdict(boolean passes, String sentence, List<Number> numbers) {

  /**
   * @param label for {@code value}
   * @param section of the page that shows them
   * @param tone by which the page colours it; empty if it is as it should be
   */
  record Number(String label, long value, String section, String tone) {}

  static Verdict of(View view) {
    ReviewResult result = view.result();
    long errors = result.count(Severity.ERROR);
    long warnings = result.count(Severity.WARNING);
    long changed = view.approvals(Approval.State.CHANGED).size();
    long gone = view.approvals(Approval.State.ORPHANED).size();
    long fresh = view.approvals(Approval.State.NEW).size();
    List<String> left = new ArrayList<>();
    if (errors + warnings > 0) {
      left.add(Words.counted(errors + warnings, "finding") + " to mend or accept");
    }
    if (changed + gone + fresh > 0) {
      left.add(Words.counted(changed + gone + fresh, "plan") + " to approve");
    }
    if (!result.passes() && left.isEmpty()) {
      left.add("something is left to mend, accept or approve");
    }
    String sentence =
        left.isEmpty() ? "Nothing is left to mend, accept or approve" : String.join(", ", left);
    return new Verdict(
        result.passes(),
        sentence,
        List.of(
            number("errors", errors, "findings", "error"),
            number("warnings", warnings, "findings", "warning"),
            number("plans changed", changed + gone, "changed", "changed"),
            number("statements new", fresh, "new", "new"),
            number("accepted", view.accepted().size(), "accepted", "accepted"),
            number("indexes unused", unused(view), "matrix", "note"),
            number("not reviewed", result.omissions().size(), "omissions", "note"),
            new Number("statements", result.statements().size(), "statements", ""),
            new Number("branches", view.branches(), "statements", ""),
            new Number("tables", result.tables().size(), "tables", "")));
  }

  String word() {
    return passes ? "Passed" : "Not passed";
  }

  private static Number number(String label, long value, String section, String tone) {
    return new Number(label, value, section, value == 0 ? "" : tone);
  }

  private static long unused(View view) {
    return view.result().tables().stream()
        .mapToLong(t -> t.indexes().stream().filter(i -> view.isUnused(t, i)).count())
        .sum();
  }
}
