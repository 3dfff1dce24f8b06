package dev.lintel.tools.review.report;

import dev.lintel.tools.review.result.ReviewFinding;
import dev.lintel.tools.review.result.TableReview;
import dev.lintel.tools.review.result.TableReview.IndexReview;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The tables with their rows and sizes, and for each index who reads it and what it is good for.
 */
final class TableSection {

  private final Html html;
  private final View view;

  TableSection(Html html, View view) {
    this.html = html;
    this.view = view;
  }

  void write() {
    view.result().tables().forEach(this::table);
  }

  private void table(TableReview table) {
    List<ReviewFinding> findings = view.findings(table.name());
    Set<String> states = new TreeSet<>(Set.of("table"));
    findings.forEach(finding -> states.add(FindingList.tone(finding)));
    html.open(
        "details",
        "class",
        "st",
        "id",
        Anchor.table(table.name()),
        "data-f",
        String.join(" ", states));
    html.open("summary").element("span", "table", "class", "kind").element("h3", table.name());
    html.open("span", "class", "chips");
    for (String tone : List.of("error", "warning", "info", "accepted")) {
      long count = findings.stream().filter(f -> FindingList.tone(f).equals(tone)).count();
      if (count > 0) {
        Chip.write(html, tone, count + " " + tone);
      }
    }
    html.close().element("span", size(table), "class", "gist").close();
    html.open("div", "class", "body");
    if (table.comment() != null) {
      html.element("p", table.comment(), "class", "purpose");
    }
    if (!findings.isEmpty()) {
      FindingList.write(html, view, findings, false);
    }
    if (table.indexes().isEmpty()) {
      html.element("p", "No index.", "class", "dim");
    } else {
      html.open("ul", "class", "indexes");
      table.indexes().forEach(index -> index(table, index));
      html.close();
    }
    html.close().close().line();
  }

  private static String size(TableReview table) {
    long indexes = table.indexes().stream().mapToLong(IndexReview::bytes).sum();
    return Words.counted(table.rows(), "row")
        + " · "
        + Words.bytes(table.bytes())
        + " · "
        + Words.counted(table.indexes().size(), "index")
        + (indexes == 0 ? "" : " of " + Words.bytes(indexes));
  }

  private void index(TableReview table, IndexReview index) {
    html.open("li").open("p").element("b", index.name()).text(" ");
    html.element("span", Words.bytes(index.bytes()), "class", "dim").text(" ");
    if (index.unique()) {
      html.element("span", "unique", "class", "dim").text(" ");
    }
    if (view.isUnused(table, index)) {
      Chip.write(html, "note", "unused");
    }
    html.close().element("code", index.definition());
    names("Read by", index.statements());
    names("Read by the foreign-key checks of", view.checkedBy(table, index));
    if (!index.dropped().isEmpty()) {
      html.element("p", "Dropping it changes these plans:");
      html.open("ul", "class", "dropped");
      index.dropped().forEach(plan -> html.element("li", plan));
      html.close();
    }
    html.close();
  }

  private void names(String title, Collection<String> names) {
    if (!names.isEmpty()) {
      html.open("p").text(title + " ");
      int left = names.size();
      for (String name : names) {
        Anchor.link(html, view, name);
        left--;
        html.text(left == 0 ? "" : ", ");
      }
      html.close();
    }
  }
}
