package dev.lintel.tools.review.report;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import dev.lintel.tools.mappers.MappedStatement;
import dev.lintel.tools.review.result.Approval;
import dev.lintel.tools.review.result.LiveStatistics;
import dev.lintel.tools.review.result.ReviewFinding;
import dev.lintel.tools.review.result.StatementReview;
import java.util.ArrayList;
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
    facts(review);
    if (!findings.isEmpty()) {
      FindingList.write(html, view, findings, false);
    }
    BranchSection branches = new BranchSection(html, view, findings, review.branches().size() > 1);
    for (int i = 0; i < review.branches().size(); i++) {
      branches.write(statement.branches().get(i), review.branches().get(i));
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
      Chip.write(html, "changed", Words.state(approval.state()));
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
      states.add(approval.state() == Approval.State.NEW ? "new" : "changed");
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

  private void facts(StatementReview review) {
    html.open("dl", "class", "facts");
    MappedStatement statement = review.statement();
    fact("Branches", branches(statement));
    fact("Returns", returns(statement));
    fact("Writes", writes(statement));
    fact("Fetch size", statement.fetchSize() == null ? "" : Words.number(statement.fetchSize()));
    fact("Runs for each row", String.join(", ", statement.nestedSelects()));
    fact("Text put in", substitutions(statement));
    fact("Never true", String.join("; ", statement.deadTests()));
    fact("Not understood", String.join("; ", statement.notes()));
    indexes(review);
    live(review.name());
    html.close();
  }

  private void indexes(StatementReview review) {
    Set<String> indexes = new TreeSet<>();
    review.branches().forEach(branch -> indexes.addAll(branch.indexes()));
    fact("Indexes", indexes.isEmpty() ? "none" : String.join(", ", indexes));
  }

  private void live(String name) {
    LiveStatistics live = view.result().live();
    if (live == null) {
      return;
    }
    List<String> figures = new ArrayList<>();
    for (LiveStatistics.LiveStatement row : live.known()) {
      if (row.names().contains(name)) {
        String shared =
            row.isShared() ? " (of all that share it: " + String.join(", ", row.names()) + ")" : "";
        figures.add(
            Words.counted(row.calls(), "call")
                + ", "
                + Words.millis(row.meanMillis())
                + " each, "
                + Words.counted(row.rows(), "row")
                + shared);
      }
    }
    fact("Live", figures.isEmpty() ? "did not run" : String.join("; ", figures));
  }

  private void fact(String name, String value) {
    if (!value.isEmpty()) {
      html.open("div").element("dt", name).element("dd", value).close();
    }
  }

  private static String branches(MappedStatement statement) {
    int shown = statement.branches().size();
    if (statement.exact() && statement.possible() == shown) {
      return shown == 1 ? "" : "all " + shown;
    }
    return shown
        + " of "
        + (statement.exact() ? "" : "at least ")
        + Words.number(statement.possible());
  }

  private static String returns(MappedStatement statement) {
    return switch (statement.returns()) {
      case ONE -> "one row at most";
      case MANY -> "all rows at once";
      case STREAM -> "rows one by one";
      case UNKNOWN -> "";
    };
  }

  private static String writes(MappedStatement statement) {
    if (statement.kind() != MappedStatement.Kind.SELECT) {
      return "";
    }
    String data = statement.affectsData() ? "affectData" : "";
    return statement.flushesCache() ? (data + " flushCache").strip() : data;
  }

  private static String substitutions(MappedStatement statement) {
    return String.join(
        "; ",
        statement.substitutions().stream()
            .map(
                s ->
                    "${"
                        + s.expression()
                        + "}: "
                        + (s.isDeclared() ? String.join(" | ", s.declared()) : "not declared"))
            .toList());
  }
}
