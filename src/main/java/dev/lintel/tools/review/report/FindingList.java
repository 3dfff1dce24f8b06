package dev.lintel.tools.review.report;

import dev.lintel.tools.review.result.Acceptance;
import dev.lintel.tools.review.result.ReviewFinding;
import java.util.List;

/** Findings one below the other, each with what is wrong, the fix, and who accepted it. */
final class FindingList {

  private FindingList() {}

  /**
   * @param named whether each names its statement or table
   */
  static void write(Html html, View view, List<ReviewFinding> findings, boolean named) {
    html.open("ul", "class", "findings");
    for (ReviewFinding finding : findings) {
      html.open("li", "class", tone(finding), "data-f", named ? tone(finding) : null);
      html.open("p", "class", "what");
      Chip.write(html, tone(finding), label(finding));
      html.text(" ").element("code", finding.code()).text(" ");
      if (named) {
        Anchor.link(html, view, finding.subject());
      }
      if (finding.branch() != null) {
        html.text(" ").element("span", finding.branch(), "class", "branch", "title", "branch");
      }
      if (finding.table() != null && !finding.table().equals(finding.subject())) {
        html.text(" ").element("span", finding.table(), "class", "branch", "title", "table");
      }
      html.close();
      html.element("p", finding.what());
      if (finding.fix() != null && !finding.fix().isEmpty()) {
        html.open("p", "class", "fix").element("b", "Fix").text(" ").text(finding.fix()).close();
      }
      if (finding.acceptance() != null) {
        acceptance(html, view, finding.acceptance());
      }
      html.close().line();
    }
    html.close();
  }

  static String tone(ReviewFinding finding) {
    return finding.acceptance() != null ? "accepted" : Words.severity(finding.severity());
  }

  private static String label(ReviewFinding finding) {
    String severity = Words.severity(finding.severity());
    return finding.acceptance() != null ? "accepted " + severity : severity;
  }

  private static void acceptance(Html html, View view, Acceptance acceptance) {
    html.open("p", "class", "fix")
        .element("b", "Accepted")
        .text(" “" + acceptance.reason() + "” by " + acceptance.by())
        .close();
    html.element(
        "p",
        Words.age(acceptance, view.today()) + " · " + Words.end(acceptance, view.today()),
        "class",
        "age");
  }
}
