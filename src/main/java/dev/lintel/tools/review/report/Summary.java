package dev.lintel.tools.review.report;

import dev.lintel.text.Text;
import dev.lintel.tools.mappers.Omission;
import dev.lintel.tools.review.result.Approval;
import dev.lintel.tools.review.result.ReviewFinding;
import dev.lintel.tools.review.result.ReviewResult;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.Locale;
import java.util.stream.Collectors;

/** A review on a terminal: what is left to do, a line each, and the numbers in the last line. */
public final class Summary {

  private Summary() {}

  /**
   * Prints it; text of others' making is escaped, so that it can neither colour nor forge a line.
   */
  public static void print(ReviewResult result, PrintWriter out) {
    View view = new View(result, LocalDate.now());
    view.open().forEach(finding -> out.println(line(finding)));
    result.approvals().stream()
        .filter(approval -> approval.state() != Approval.State.APPROVED)
        .forEach(approval -> print(approval, out));
    omissions(result, out);
    Verdict verdict = Verdict.of(view);
    out.println(
        verdict.word().toLowerCase(Locale.ROOT)
            + ": "
            + verdict.sentence()
            + "; "
            + verdict.numbers().stream()
                .map(number -> number.label() + " " + Words.number(number.value()))
                .collect(Collectors.joining(", ")));
  }

  private static String line(ReviewFinding finding) {
    return Words.severity(finding.severity())
        + " "
        + finding.code()
        + " "
        + Text.line(finding.subject())
        + (finding.branch() == null ? "" : " [" + Text.line(finding.branch()) + "]")
        + ": "
        + Text.line(finding.what())
        + (finding.fix() == null || finding.fix().isEmpty() ? "" : "; " + Text.line(finding.fix()));
  }

  private static void print(Approval approval, PrintWriter out) {
    out.println(
        Words.state(approval.state())
            + " "
            + Text.line(approval.subject())
            + ": "
            + Text.line(approval.file())
            + switch (approval.state()) {
              case NEW -> " is not there yet";
              case ORPHANED -> " is of nothing that there is any more";
              default -> " says otherwise";
            });
    if (approval.state() == Approval.State.CHANGED) {
      approval.difference().forEach(line -> out.println("  " + Text.line(line)));
    }
  }

  private static void omissions(ReviewResult result, PrintWriter out) {
    long expected = result.omissions().stream().filter(Omission::expected).count();
    result.omissions().stream()
        .filter(omission -> !omission.expected())
        .forEach(
            o ->
                out.println("not reviewed " + Text.line(o.where()) + ": " + Text.line(o.reason())));
    if (expected > 0) {
      out.println("not reviewed, as it should be: " + Words.number(expected));
    }
  }
}
