package dev.lintel.tools.review.report;

import dev.lintel.tools.review.report.Sections.Section;
import dev.lintel.tools.review.result.ReviewResult;
import java.util.List;

/**
 * One page that needs no network: its style and script stand in it, and the page itself forbids
 * everything else. Without the script everything is there to read; with it, it can be filtered.
 */
final class HtmlReport {

  private final View view;
  private final ReviewResult result;
  private final Verdict verdict;

  private HtmlReport(View view) {
    this.view = view;
    this.result = view.result();
    this.verdict = Verdict.of(view);
  }

  static String of(View view) {
    return new HtmlReport(view).page();
  }

  private String page() {
    List<Section> sections = new Sections(view).all();
    Html html = new Html().doctype().open("html", "lang", "en");
    PageHead.write(html, verdict.word() + ": SQL review of " + result.project());
    html.open("body");
    html.element("a", "Skip to the review", "class", "skip", "href", "#main");
    banner(html);
    html.open("nav", "aria-label", "Sections").open("ul");
    sections.forEach(section -> link(html, section));
    html.close().close();
    html.open("main", "id", "main", "tabindex", "-1");
    summary(html);
    html.element("p", "Nothing here matches the filter.", "id", "nothing", "hidden", "");
    sections.forEach(section -> section(html, section));
    html.close().close().close();
    return html.toString();
  }

  private void banner(Html html) {
    html.open("header").open("h1").text(result.project() + " ");
    html.element("span", "SQL review").close();
    html.open("search", "class", "js");
    html.open(
        "input",
        "type",
        "search",
        "id",
        "filter",
        "placeholder",
        "Filter: name, SQL, index, table, code",
        "aria-label",
        "Filter",
        "aria-keyshortcuts",
        "/",
        "autocomplete",
        "off",
        "spellcheck",
        "false");
    html.open("div", "class", "toggles", "role", "group", "aria-label", "Show only");
    for (String state : List.of("error", "warning", "accepted", "changed", "new")) {
      html.element(
          "button",
          state,
          "type",
          "button",
          "class",
          "chip " + state,
          "aria-pressed",
          "false",
          "data-state",
          state);
    }
    html.close().element("output", "", "id", "shown", "for", "filter").close();
    html.element(
        "button",
        "Theme",
        "type",
        "button",
        "id",
        "theme",
        "class",
        "js",
        "aria-label",
        "Switch between light and dark");
    html.close();
  }

  private void summary(Html html) {
    html.open(
        "section",
        "id",
        "verdict",
        "class",
        verdict.passes() ? "passed" : "failed",
        "aria-labelledby",
        "verdict-title");
    html.element("h2", verdict.word(), "id", "verdict-title");
    html.element("p", verdict.sentence() + ".");
    html.open("ul", "class", "numbers");
    for (Verdict.Number number : verdict.numbers()) {
      html.open("li", "class", number.tone().isEmpty() ? null : number.tone());
      html.open("a", "href", "#" + number.section());
      html.element("b", Words.number(number.value())).text(" ").element("span", number.label());
      html.close().close();
    }
    html.close();
    html.open("details", "class", "more");
    html.element("summary", "Planned by " + result.server() + ", reported on " + view.today());
    html.open("dl", "class", "facts");
    result
        .settings()
        .forEach(
            (name, value) -> html.open("div").element("dt", name).element("dd", value).close());
    html.close().close().close().line();
  }

  private static void link(Html html, Section section) {
    html.open("li")
        .open("a", "href", "#" + section.id())
        .element("span", section.title())
        .text(" ");
    html.element("b", Words.number(section.count()), "class", section.count() == 0 ? "zero" : null);
    html.close().close();
  }

  private static void section(Html html, Section section) {
    html.open("section", "id", section.id(), "aria-labelledby", section.id() + "-title");
    html.open("h2", "id", section.id() + "-title").text(section.title() + " ");
    html.element("span", Words.number(section.count()), "class", "dim").close();
    if (section.count() == 0) {
      html.element("p", section.none(), "class", "none");
    } else {
      section.content().accept(html);
    }
    html.close().line();
  }
}
