package dev.lintel.tools.review.report;

import dev.lintel.tools.review.result.LiveStatistics;
import dev.lintel.tools.review.result.LiveStatistics.LiveStatement;
import java.util.List;

/** What runs on a live server, by its own count. */
final class LiveSection {

  private final Html html;
  private final View view;

  LiveSection(Html html, View view) {
    this.html = html;
    this.view = view;
  }

  void write(LiveStatistics live) {
    html.element(
        "p",
        live.server() + (live.since() == null ? "" : ", counted since " + live.since()),
        "class",
        "dim");
    html.element("h3", "Statements of the mappers");
    table(live.known(), true);
    if (!live.silent().isEmpty()) {
      html.open("details", "class", "more");
      html.element("summary", Words.counted(live.silent().size(), "statement") + " did not run");
      html.open("ul", "class", "names");
      for (String name : live.silent()) {
        html.open("li");
        Anchor.link(html, view, name);
        html.close();
      }
      html.close().close();
    }
    html.element("h3", "What no mapper knows");
    table(live.unknown(), false);
  }

  private void table(List<LiveStatement> statements, boolean known) {
    if (statements.isEmpty()) {
      html.element("p", "None.", "class", "dim");
      return;
    }
    String label = known ? "statements of the mappers" : "statements that no mapper knows";
    html.open("div", "class", "box", "tabindex", "0", "role", "region", "aria-label", label);
    html.open("table", "class", "live").open("thead").open("tr");
    html.element("th", "statement", "scope", "col");
    for (String heading : List.of("calls", "mean", "total", "rows")) {
      html.element("th", heading, "scope", "col", "class", "num");
    }
    html.close().close().open("tbody");
    for (LiveStatement statement : statements) {
      html.open("tr", "data-f", "live").open("td");
      if (known) {
        names(statement);
      } else {
        html.element(
            "code", Harmless.line(statement.text()), "title", "query id " + statement.queryId());
      }
      html.close();
      html.element("td", Words.number(statement.calls()), "class", "num");
      html.element("td", Words.millis(statement.meanMillis()), "class", "num");
      html.element("td", Words.millis(statement.totalMillis()), "class", "num");
      html.element("td", Words.number(statement.rows()), "class", "num").close();
    }
    html.close().close().close();
  }

  private void names(LiveStatement statement) {
    for (String name : statement.names()) {
      html.open("div");
      Anchor.link(html, view, name);
      html.close();
    }
    if (statement.isShared()) {
      html.element("span", "one query id: the figures are of all of them", "class", "dim");
    }
  }
}
