package dev.lintel.tools.review.report;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import dev.lintel.tools.mappers.Omission;
import dev.lintel.tools.review.result.Approval;
import dev.lintel.tools.review.result.ReviewFinding;
import dev.lintel.tools.review.result.TableReview;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The review as tests, which every CI shows: a suite for each mapper file with a case for each
 * statement, one for the tables, one for what is of neither, and what was left out as skipped.
 */
final class JunitReport {

  /**
   * @param failure what failed, a line each; empty if it passes
   * @param type of the failure, or null
   * @param skipped why it was not looked at, or null
   */
  private record Case(
      String suite, String name, String type, List<String> failure, String skipped) {}

  private final View view;
  private final Map<String, List<Case>> suites = new LinkedHashMap<>();
  private final Set<String> named = new LinkedHashSet<>();

  private JunitReport(View view) {
    this.view = view;
  }

  static String of(View view) {
    JunitReport report = new JunitReport(view);
    report.read();
    return report.xml();
  }

  private void read() {
    view.result().statements().stream()
        .collect(groupingBy(s -> s.statement().file(), LinkedHashMap::new, toList()))
        .forEach((file, statements) -> statements.forEach(s -> subject(file, s.name())));
    view.result().tables().stream().map(TableReview::name).forEach(t -> subject("schema", t));
    Set<String> others = new LinkedHashSet<>();
    view.result().findings().stream().map(ReviewFinding::subject).forEach(others::add);
    view.result().approvals().stream().map(Approval::subject).forEach(others::add);
    others.removeAll(named);
    others.forEach(name -> subject("review", name));
    for (Omission omission : view.result().omissions()) {
      add(new Case("not reviewed", omission.where(), null, List.of(), omission.reason()));
    }
  }

  private void subject(String suite, String name) {
    named.add(name);
    List<String> failure = new ArrayList<>();
    String type = null;
    for (ReviewFinding finding : view.findings(name)) {
      if (finding.isOpen()) {
        type = type == null ? finding.code() : type;
        failure.add(line(finding));
      }
    }
    Approval approval = view.approval(name);
    if (approval != null && approval.state() != Approval.State.APPROVED) {
      type = type == null ? "approval-" + Words.state(approval.state()) : type;
      failure.add(approval.file() + ": " + Words.state(approval.state()));
      failure.addAll(approval.difference());
    }
    add(new Case(suite, name, type, failure, null));
  }

  private static String line(ReviewFinding finding) {
    return Words.severity(finding.severity())
        + " "
        + finding.code()
        + (finding.branch() == null ? "" : " [" + finding.branch() + "]")
        + ": "
        + finding.what()
        + (finding.fix() == null || finding.fix().isEmpty() ? "" : "; " + finding.fix());
  }

  private void add(Case test) {
    suites.computeIfAbsent(test.suite(), suite -> new ArrayList<>()).add(test);
  }

  private String xml() {
    List<Case> all = suites.values().stream().flatMap(List::stream).toList();
    StringBuilder out = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    out.append("<testsuites name=\"").append(escaped(view.result().project()));
    out.append("\"").append(counts(all)).append(">\n");
    suites.forEach(
        (name, cases) -> {
          out.append("  <testsuite name=\"").append(escaped(name)).append('"');
          out.append(counts(cases)).append(">\n");
          cases.forEach(test -> write(test, out));
          out.append("  </testsuite>\n");
        });
    return out.append("</testsuites>\n").toString();
  }

  private static String counts(List<Case> cases) {
    long failures = cases.stream().filter(c -> c.type() != null).count();
    long skipped = cases.stream().filter(c -> c.skipped() != null).count();
    return String.format(
        " tests=\"%d\" failures=\"%d\" errors=\"0\" skipped=\"%d\" time=\"0\"",
        cases.size(), failures, skipped);
  }

  private static void write(Case test, StringBuilder out) {
    out.append("    <testcase classname=\"").append(escaped(test.suite()));
    out.append("\" name=\"").append(escaped(test.name())).append("\" time=\"0\"");
    if (test.type() != null) {
      out.append(">\n      <failure type=\"").append(escaped(test.type()));
      out.append("\" message=\"").append(escaped(test.failure().get(0))).append("\">");
      out.append(escaped(String.join("\n", test.failure()))).append("</failure>\n");
      out.append("    </testcase>\n");
    } else if (test.skipped() != null) {
      out.append(">\n      <skipped message=\"").append(escaped(test.skipped()));
      out.append("\"/>\n    </testcase>\n");
    } else {
      out.append("/>\n");
    }
  }

  private static String escaped(String text) {
    return Harmless.text(text)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
