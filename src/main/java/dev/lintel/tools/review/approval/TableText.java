package dev.lintel.tools.review.approval;

import dev.lintel.tools.review.result.TableReview;
import dev.lintel.tools.review.result.TableReview.IndexReview;
import java.util.ArrayList;
import java.util.List;

/** What a person approves of a table: its indexes, and who reads them. */
final class TableText {

  private TableText() {}

  static List<String> of(TableReview table) {
    List<String> lines = new ArrayList<>();
    for (IndexReview index : table.indexes()) {
      lines.add("index " + Body.line(index.name()));
      lines.add("  " + Body.line(index.definition()));
      index.statements().stream()
          .sorted()
          .forEach(name -> lines.add("  read by " + Body.line(name)));
      if (index.statements().isEmpty()) {
        lines.add("  read by no statement");
      }
      lines.add("");
    }
    if (lines.isEmpty()) {
      lines.add("no index");
    }
    return lines;
  }
}
