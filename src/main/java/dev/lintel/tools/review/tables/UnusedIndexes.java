package dev.lintel.tools.review.tables;

import dev.lintel.tools.review.catalog.Catalog;
import dev.lintel.tools.review.catalog.Index;
import dev.lintel.tools.review.catalog.Table;
import dev.lintel.tools.review.result.ReviewFinding;
import dev.lintel.tools.review.result.TableReview;
import dev.lintel.tools.review.result.TableReview.IndexReview;
import dev.lintel.tools.schema.Finding.Severity;
import java.util.ArrayList;
import java.util.List;

/** Indexes that no plan of any branch of any statement reads. */
public final class UnusedIndexes {

  public static final String CODE = "unused-index";

  private UnusedIndexes() {}

  /** Unique ones keep values unique, and those of foreign keys serve deletes: both are needed. */
  public static List<ReviewFinding> in(List<TableReview> tables, Catalog catalog) {
    List<ReviewFinding> findings = new ArrayList<>();
    for (TableReview table : tables) {
      for (IndexReview index : table.indexes()) {
        if (!index.unique()
            && index.statements().isEmpty()
            && !servesForeignKey(table.name(), index.name(), catalog)) {
          findings.add(
              new ReviewFinding(
                  Severity.WARNING,
                  CODE,
                  table.name(),
                  null,
                  table.name(),
                  index.name()
                      + ": no branch of any statement reads it, and every write pays for it",
                  "drop it, or accept it if another application needs it",
                  null));
        }
      }
    }
    return findings;
  }

  private static boolean servesForeignKey(String table, String name, Catalog catalog) {
    Table found = catalog.table(table).orElseThrow();
    Index index =
        found.indexes().stream().filter(i -> i.name().equals(name)).findFirst().orElseThrow();
    return catalog.foreignKeysOf(found.oid()).stream().anyMatch(index::beginsWith);
  }
}
