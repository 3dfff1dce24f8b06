package dev.lintel.tools.cli;

import dev.lintel.jsonb.JsonObject;
import dev.lintel.tools.review.Reviewed;
import dev.lintel.tools.review.report.Summary;
import dev.lintel.tools.review.result.Acceptance;
import dev.lintel.tools.review.result.Approval;
import dev.lintel.tools.review.result.ReviewFinding;
import dev.lintel.tools.review.result.ReviewResult;
import dev.lintel.tools.schema.Finding.Severity;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What the command says of a review.
 *
 * @param folder the working folder
 * @param plans the folder of approved plans, as it was given
 */
record ReviewOutput(Reviewed reviewed, Path folder, Path plans) {

  void print(PrintWriter out) {
    ReviewResult result = reviewed.result();
    result.findingsOf("review").stream()
        .filter(finding -> finding.severity() == Severity.INFO)
        .forEach(
            finding ->
                out.println(
                    "info " + finding.code() + ": " + finding.what() + "; " + finding.fix()));
    reviewed.approved().forEach(approval -> out.println(done(approval)));
    Summary.print(result, out);
    waysOut().forEach(out::println);
    out.println("report: " + page());
  }

  private String done(Approval approval) {
    String verb = approval.state() == Approval.State.ORPHANED ? "removed " : "approved ";
    return verb + plans.resolve(approval.file());
  }

  /** The line that would accept each finding that is left, for whoever has a reason. */
  private List<String> waysOut() {
    return reviewed.result().findings().stream()
        .filter(ReviewFinding::isOpen)
        .filter(finding -> !finding.code().startsWith("accept-"))
        .flatMap(finding -> fileOf(finding).map(file -> wayOut(finding, file)).stream())
        .distinct()
        .toList();
  }

  private Optional<String> fileOf(ReviewFinding finding) {
    return reviewed.result().approvals().stream()
        .filter(approval -> approval.subject().equals(finding.subject()))
        .map(Approval::file)
        .findFirst();
  }

  private String wayOut(ReviewFinding finding, String file) {
    return "to accept it, add to "
        + plans.resolve(file)
        + ": ACCEPT "
        + finding.code()
        + " \"<reason>\" by <who> on "
        + LocalDate.now();
  }

  /** From the working folder, if it lies in there. */
  private String page() {
    Path absolute = reviewed.page().toAbsolutePath().normalize();
    Path here = folder.toAbsolutePath().normalize();
    return (absolute.startsWith(here) ? here.relativize(absolute) : absolute).toString();
  }

  void printJson(PrintWriter out) {
    ReviewResult result = reviewed.result();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("passes", result.passes());
    fields.put("errors", result.count(Severity.ERROR));
    fields.put("warnings", result.count(Severity.WARNING));
    fields.put("findings", result.findings().stream().map(ReviewOutput::fields).toList());
    fields.put("approvals", result.approvals().stream().map(ReviewOutput::fields).toList());
    fields.put("approved", reviewed.approved().stream().map(Approval::file).toList());
    fields.put("report", page());
    out.println(JsonObject.of("result", fields).text());
  }

  private static Map<String, Object> fields(ReviewFinding finding) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("severity", finding.severity().name().toLowerCase(Locale.ROOT));
    fields.put("code", finding.code());
    fields.put("subject", finding.subject());
    fields.put("branch", finding.branch());
    fields.put("table", finding.table());
    fields.put("what", finding.what());
    fields.put("fix", finding.fix());
    Acceptance acceptance = finding.acceptance();
    fields.put("accepted", acceptance == null ? null : acceptance.reason());
    return fields;
  }

  private static Map<String, Object> fields(Approval approval) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("subject", approval.subject());
    fields.put("file", approval.file());
    fields.put("state", approval.state().name().toLowerCase(Locale.ROOT));
    return fields;
  }
}
