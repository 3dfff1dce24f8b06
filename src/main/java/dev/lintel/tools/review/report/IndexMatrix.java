package dev.lintel.tools.review.report;

import dev.lintel.tools.review.result.TableReview;
import dev.lintel.tools.review.result.TableReview.IndexReview;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Which statement reads which index: indexes below each other, statements side by side. */
final class IndexMatrix {

  /** With more columns than this in one table nobody finds anything: then it is one a table. */
  private static final int MOST_COLUMNS = 100;

  private final Html html;
  private final View view;

  IndexMatrix(Html html, View view) {
    this.html = html;
    this.view = view;
  }

  void write() {
    List<TableReview> tables =
        view.result().tables().stream().filter(t -> !t.indexes().isEmpty()).toList();
    html.open("p", "class", "legend dim");
    html.element("b", "●").text(" a plan of the statement reads it   ");
    html.element("b", "○").text(" a foreign-key check that it sets off reads it");
    html.close();
    if (columns(tables).size() <= MOST_COLUMNS) {
      matrix("Indexes and the statements that read them", tables);
    } else {
      tables.forEach(table -> matrix(table.name(), List.of(table)));
    }
    idle(tables);
  }

  private void matrix(String caption, List<TableReview> tables) {
    Set<String> columns = columns(tables);
    html.open("div", "class", "box tall", "tabindex", "0", "role", "region", "aria-label", caption);
    html.open("table", "class", "matrix").open("thead").open("tr");
    html.element("th", "index", "scope", "col");
    for (String name : columns) {
      html.open("th", "scope", "col", "title", name);
      html.element("a", name, "href", "#" + Anchor.statement(name)).close();
    }
    html.close().close();
    for (TableReview table : tables) {
      html.open("tbody").open("tr", "class", "table");
      html.open("th", "scope", "rowgroup");
      Anchor.link(html, view, table.name());
      html.close();
      if (!columns.isEmpty()) {
        html.element("td", "", "colspan", String.valueOf(columns.size()));
      }
      html.close();
      table.indexes().forEach(index -> row(table, index, columns));
      html.close();
    }
    html.close().close().line();
  }

  private void row(TableReview table, IndexReview index, Set<String> columns) {
    boolean unused = view.isUnused(table, index);
    Set<String> reads = Set.copyOf(index.statements());
    Set<String> checks = view.checkedBy(table, index);
    html.open("tr", "class", unused ? "unused" : null, "data-f", "index");
    html.open("th", "scope", "row", "title", index.definition()).text(index.name());
    if (unused) {
      html.text(" ");
      Chip.write(html, "note", "unused");
    } else if (reads.isEmpty() && checks.isEmpty()) {
      html.text(" ").element("span", "keeps values unique", "class", "dim");
    }
    html.close();
    for (String column : columns) {
      if (reads.contains(column)) {
        html.element("td", "●");
      } else if (checks.contains(column)) {
        html.element("td", "○");
      } else {
        html.open("td").close();
      }
    }
    html.close();
  }

  private Set<String> columns(List<TableReview> tables) {
    Set<String> names = new TreeSet<>();
    for (TableReview table : tables) {
      for (IndexReview index : table.indexes()) {
        names.addAll(index.statements());
        names.addAll(view.checkedBy(table, index));
      }
    }
    return names;
  }

  private void idle(List<TableReview> tables) {
    Set<String> reading = columns(tables);
    List<String> idle =
        view.result().statements().stream()
            .map(s -> s.name())
            .filter(name -> !reading.contains(name))
            .toList();
    if (!idle.isEmpty()) {
      html.open("details", "class", "more");
      html.element("summary", Words.counted(idle.size(), "statement") + " without an index");
      html.open("ul", "class", "names");
      for (String name : idle) {
        html.open("li");
        Anchor.link(html, view, name);
        html.close();
      }
      html.close().close();
    }
  }
}
