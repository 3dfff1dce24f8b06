package dev.lintel.tools.review;

import dev.lintel.tools.review.approval.Approvals;
import dev.lintel.tools.review.approval.Checked;
import dev.lintel.tools.review.result.Approval;
import dev.lintel.tools.review.result.ReviewFinding;
import dev.lintel.tools.schema.Finding.Severity;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What was found, held against what people approved and accepted.
 *
 * @param findings the worst first
 * @param approvals empty if none are kept
 * @param approved what approving changed
 */
record Judgement(List<ReviewFinding> findings, List<Approval> approvals, List<Approval> approved) {

  private static final String REVIEW = "review";

  /**
   * @param typesKnown whether there were classes to look into
   */
  static Judgement of(
      EngineResult found,
      boolean typesKnown,
      Approvals approvals,
      boolean approve,
      LocalDate today) {
    List<ReviewFinding> findings = new ArrayList<>(found.findings());
    if (!typesKnown) {
      findings.add(
          about(
              Severity.INFO,
              "no-classes",
              "target/classes is not there, so Java types are known only where the XML names them",
              "compile the project, or give --classpath"));
    }
    if (!approve && !approvals.areKept()) {
      findings.add(
          about(
              Severity.INFO,
              "no-approvals",
              "no approved plans are kept, so plans are not compared",
              "start with review --approve"));
      return new Judgement(sorted(findings), List.of(), List.of());
    }
    List<Approval> approved = List.of();
    if (approve && !isSound(findings)) {
      findings.add(
          about(
              Severity.INFO,
              "nothing-approved",
              "nothing was approved, as the review itself has errors",
              "mend what is said of the review, then approve"));
    } else if (approve) {
      approved = approvals.approve(check(approvals, found, findings, today));
    }
    Checked checked = check(approvals, found, findings, today);
    return new Judgement(sorted(checked.findings()), checked.approvals(), approved);
  }

  /** Plans of no statements or on empty tables would wipe out those that somebody looked at. */
  private static boolean isSound(List<ReviewFinding> findings) {
    return findings.stream()
        .noneMatch(f -> f.subject().equals(REVIEW) && f.severity() == Severity.ERROR);
  }

  private static Checked check(
      Approvals approvals, EngineResult found, List<ReviewFinding> findings, LocalDate today) {
    return approvals.check(
        found.statements(), found.tables(), findings, found.codes(), today, found.serverMajor());
  }

  private static List<ReviewFinding> sorted(List<ReviewFinding> findings) {
    return findings.stream().sorted(Comparator.comparing(ReviewFinding::severity)).toList();
  }

  private static ReviewFinding about(Severity severity, String code, String what, String fix) {
    return new ReviewFinding(severity, code, REVIEW, null, null, what, fix, null);
  }
}
