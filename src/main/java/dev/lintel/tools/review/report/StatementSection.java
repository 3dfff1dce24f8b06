package dev.lintel.tools.review.report;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import dev.lintel.tools.mappers.MappedStatement;
import dev.lintel.tools.review.result.Approval;
import dev.lintel.tools.review.result.BranchReview;
import dev.lintel.tools.review.result.ReviewFinding;
import dev.lintel.tools.review.result.StatementReview;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Every statement, by its mapper file, closed until somebody opens it. */
final class StatementSection {

  private final Html html;
  private final View view;

  StatementSection(Html html, View view) {
    this.html = html;
    this.view = view;
  }

  void write() {
    view.result().statements().stream()
        .collect(groupingBy(s -> s.statement().file(), LinkedHashMap::new, toList()))
        .forEach(
            (file, statements) -> {
              html.open("div", "class", "file", "data-group", "");
              html.open("h3").text(file).text(" ");
              html.element("span", Words.number(statements.size()), "class", "dim").close();
              statements.forEach(this::statement);
              html.close();
            });
  }

  private void statement(StatementReview review) {
    List<ReviewFinding> findings = view.findings(review.name());
    MappedStatement statement = review.statement();
    html.open(
        "details",
        "class",
        "st",
        "id",
        Anchor.statement(review.name()),
        "data-f",
        String.join(" ", states(review.name())));
    summary(review, findings);
    html.open("div", "class", "body");
    if (!statement.comment().isEmpty()) {
      html.element("p", statement.comment(), "class", "purpose");
    }
    tag(review);
    new StatementFacts(html, view).write(review);
    if (!findings.isEmpty()) {
      FindingList.write(html, view, findings, false);
    }
    BranchSection branches = new BranchSection(html, view, findings, review.branches().size() > 1);
    for (BranchReview branch : review.branches()) {
      branches.write(review.rendered(branch), branch);
    }
    html.close().close().line();
  }

  private void summary(StatementReview review, List<ReviewFinding> findings) {
    html.open("summary");
    html.element(
        "span", review.statement().kind().name().toLowerCase(Locale.ROOT), "class", "kind");
    html.element("h4", review.name());
    html.open("span", "class", "chips");
    for (String tone : List.of("error", "warning", "info", "accepted")) {
      long count = findings.stream().filter(f -> FindingList.tone(f).equals(tone)).count();
      if (count > 0) {
        Chip.write(html, tone, count + " " + tone);
      }
    }
    Approval approval = view.approval(review.name());
    if (approval != null && approval.state() != Approval.State.APPROVED) {
      Chip.write(html, Words.tone(approval.state()), Words.state(approval.state()));
    }
    html.close();
    html.element("span", Harmless.line(review.statement().comment()), "class", "gist");
    html.close();
  }

  /** By which the page is filtered. */
  private Set<String> states(String name) {
    Set<String> states = new TreeSet<>();
    view.findings(name).forEach(finding -> states.add(FindingList.tone(finding)));
    Approval approval = view.approval(name);
    if (approval != null && approval.state() != Approval.State.APPROVED) {
      states.add(Words.tone(approval.state()));
    }
    return states;
  }

  private void tag(StatementReview review) {
    String tag = review.branches().isEmpty() ? null : SqlText.tag(review.branches().get(0).sql());
    html.open("p", "class", "tag");
    if (tag == null) {
      html.text("It begins with no tag: a comment ")
          .element("code", "/* " + review.name() + " */")
          .text(" in front of it would show in pg_stat_statements whose it is.");
    } else {
      html.text("In pg_stat_statements ").element("code", tag).text(" ");
      html.element(
          "button",
          "Copy",
          "type",
          "button",
          "class",
          "js copy",
          "data-copy",
          tag,
          "aria-label",
          "Copy the tag " + tag);
    }
    html.close();
  }
}
