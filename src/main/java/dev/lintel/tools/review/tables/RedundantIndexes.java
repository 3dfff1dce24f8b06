package dev.lintel.tools.review.tables;

import dev.lintel.tools.review.catalog.Catalog;
import dev.lintel.tools.review.catalog.Index;
import dev.lintel.tools.review.catalog.Table;
import dev.lintel.tools.review.result.ReviewFinding;
import dev.lintel.tools.schema.Finding.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Indexes that another one makes needless. The library tells of pairs, not of which one can go: one
 * that keeps values unique cannot.
 */
public final class RedundantIndexes {

  public static final String CODE = "redundant-index";

  private static final int MOST_NAMES = 3;

  private RedundantIndexes() {}

  /**
   * @param ignored tables that are nobody's business, with their schema
   */
  static List<ReviewFinding> in(Catalog catalog, Set<String> ignored) {
    List<ReviewFinding> findings = new ArrayList<>();
    catalog.tables().stream()
        .filter(table -> !table.partition() && !ignored.contains(table.qualifiedName()))
        .sorted(Comparator.comparing(Table::qualifiedName))
        .forEach(table -> addTo(findings, table));
    return findings;
  }

  private static void addTo(List<ReviewFinding> findings, Table table) {
    for (Index index : table.indexes()) {
      List<String> instead =
          table.indexes().stream()
              .filter(other -> !index.unique() && isServedBy(index, other))
              .map(Index::name)
              .sorted()
              .toList();
      if (!instead.isEmpty()) {
        findings.add(
            new ReviewFinding(
                Severity.WARNING,
                CODE,
                table.qualifiedName(),
                null,
                table.qualifiedName(),
                index.name() + ": " + what(index, instead, table),
                "drop " + index.name() + ", unless a plan needs it",
                null));
      }
    }
  }

  private static String what(Index index, List<String> instead, Table table) {
    boolean key =
        table.indexes().stream()
            .filter(other -> instead.contains(other.name()))
            .anyMatch(other -> other.columns().size() < index.columns().size());
    String names = String.join(", ", instead.subList(0, Math.min(MOST_NAMES, instead.size())));
    int more = instead.size() - MOST_NAMES;
    return names
        + (more > 0 ? " and " + more + " more" : "")
        + (key
            ? " finds the one row without its other columns"
            : " begin" + (instead.size() == 1 ? "s" : "") + " with its columns");
  }

  /** Whether the other one begins with its columns, or finds a row by fewer of them. */
  private static boolean isServedBy(Index index, Index other) {
    if (!isPlain(index)
        || index.includes()
        || !isPlain(other)
        || !index.condition().equals(other.condition())) {
      return false;
    }
    int size = index.columns().size();
    int others = other.columns().size();
    return others > size && (keys(other) + ",").startsWith(keys(index) + ",")
        || others < size
            && other.unique()
            && index.columns().subList(0, others).equals(other.columns());
  }

  /** With their collation, but not their direction: to find rows either will do. */
  private static String keys(Index index) {
    int start = index.definition().indexOf("USING btree (") + "USING btree (".length();
    return index
        .definition()
        .substring(start, index.definition().indexOf(')', start))
        .replaceAll(" DESC| NULLS (FIRST|LAST)", "");
  }

  private static boolean isPlain(Index index) {
    return index.valid() && index.method().equals("btree") && !index.hasExpression();
  }
}
