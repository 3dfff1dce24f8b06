package dev.lintel.tools.review.report;

import static dev.lintel.tools.review.report.Markdown.code;
import static dev.lintel.tools.review.report.Markdown.text;

import dev.lintel.tools.mappers.Omission;
import dev.lintel.tools.review.result.Acceptance;
import dev.lintel.tools.review.result.Approval;
import dev.lintel.tools.review.result.ReviewFinding;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The review for a merge request: what is to do first, what only explains folded below. */
final class MarkdownReport {

  private final View view;
  private final StringBuilder out = new StringBuilder();

  private MarkdownReport(View view) {
    this.view = view;
  }

  static String of(View view) {
    MarkdownReport report = new MarkdownReport(view);
    report.verdict();
    report.open();
    report.changed();
    report.fresh();
    report.accepted();
    report.omissions();
    return report.out.toString();
  }

  private void verdict() {
    Verdict verdict = Verdict.of(view);
    line(
        "# SQL review of "
            + text(view.result().project())
            + ": "
            + verdict.word().toLowerCase(Locale.ROOT));
    line("");
    line((verdict.passes() ? "✅ " : "❌ ") + verdict.sentence() + ".");
    line("");
    line(
        verdict.numbers().stream()
            .map(number -> number.label() + " **" + Words.number(number.value()) + "**")
            .collect(Collectors.joining(" · ")));
  }

  private void open() {
    List<ReviewFinding> open = view.open();
    if (open.isEmpty()) {
      return;
    }
    heading("Errors and warnings", open.size());
    line("| | code | where | branch | what, and the fix |");
    line("|---|---|---|---|---|");
    for (ReviewFinding finding : open) {
      String fix = finding.fix() == null ? "" : text(finding.fix());
      line(
          "| "
              + Words.severity(finding.severity())
              + " | "
              + code(finding.code())
              + " | "
              + code(finding.subject())
              + " | "
              + code(finding.branch())
              + " | "
              + text(finding.what())
              + (fix.isEmpty() ? "" : "<br>**Fix** " + fix)
              + " |");
    }
  }

  private void changed() {
    List<Approval> changed = view.approvals(Approval.State.CHANGED);
    List<Approval> gone = view.approvals(Approval.State.ORPHANED);
    if (changed.isEmpty() && gone.isEmpty()) {
      return;
    }
    heading("Changed plans", changed.size() + gone.size());
    for (Approval approval : changed) {
      line(code(approval.subject()) + " differs from " + code(approval.file()) + ":");
      line("");
      out.append(Markdown.block("diff", approval.difference()));
      line("");
    }
    gone.forEach(
        a -> line("- " + code(a.file()) + " approves " + code(a.subject()) + ", which is gone"));
  }

  private void fresh() {
    List<Approval> fresh = view.approvals(Approval.State.NEW);
    if (!fresh.isEmpty()) {
      heading("New statements", fresh.size());
      fresh.forEach(a -> line("- " + code(a.subject()) + ", to be approved in " + code(a.file())));
    }
  }

  private void accepted() {
    List<ReviewFinding> accepted = view.accepted();
    if (accepted.isEmpty()) {
      return;
    }
    fold("Accepted exceptions", accepted.size());
    for (ReviewFinding finding : accepted) {
      Acceptance acceptance = finding.acceptance();
      line(
          "- "
              + code(finding.code())
              + " "
              + code(finding.subject())
              + ": “"
              + text(acceptance.reason())
              + "” by "
              + text(acceptance.by())
              + ", "
              + text(Words.age(acceptance, view.today()))
              + ", "
              + text(Words.end(acceptance, view.today())));
    }
    unfold();
  }

  private void omissions() {
    List<Omission> omissions = view.result().omissions();
    if (omissions.isEmpty()) {
      return;
    }
    fold("Not reviewed", omissions.size());
    for (Omission omission : omissions) {
      String expected = omission.expected() ? " (as it should be)" : "";
      line("- " + code(omission.where()) + ": " + text(omission.reason()) + expected);
    }
    unfold();
  }

  private void heading(String title, int count) {
    line("");
    line("## " + title + " (" + count + ")");
    line("");
  }

  private void fold(String title, int count) {
    line("");
    line("<details><summary>" + title + " (" + count + ")</summary>");
    line("");
  }

  private void unfold() {
    line("");
    line("</details>");
  }

  private void line(String line) {
    out.append(line).append('\n');
  }
}
