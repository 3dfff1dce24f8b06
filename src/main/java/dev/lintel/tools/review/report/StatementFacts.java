package dev.lintel.tools.review.report;

import dev.lintel.tools.mappers.MappedStatement;
import dev.lintel.tools.review.result.LiveStatistics;
import dev.lintel.tools.review.result.StatementReview;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What there is to know of a statement in a word or two; what is as usual is left out. */
final class StatementFacts {

  private final Html html;
  private final View view;

  StatementFacts(Html html, View view) {
    this.html = html;
    this.view = view;
  }

  void write(StatementReview review) {
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
