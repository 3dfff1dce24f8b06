package dev.lintel.tools.review.tables;

import dev.lintel.tools.review.catalog.Catalog;
import dev.lintel.tools.review.catalog.ForeignKey;
import dev.lintel.tools.review.catalog.Index;
import dev.lintel.tools.review.catalog.Table;
import dev.lintel.tools.review.result.ReviewFinding;
import dev.lintel.tools.schema.Identifier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Foreign keys whose only indexes have a condition: the library takes any index for one, but the
 * check of a delete asks for all rows that refer, and the server then uses none of these.
 */
final class PartlyIndexedKeys {

  private static final TableRule RULE = TableRule.FOREIGN_KEY_WITHOUT_INDEX;

  private PartlyIndexedKeys() {}

  /**
   * @param ignored tables that are nobody's business, with their schema
   */
  static List<ReviewFinding> in(Catalog catalog, Set<String> ignored) {
    List<ReviewFinding> findings = new ArrayList<>();
    catalog.tables().stream()
        .filter(table -> !table.partition() && !ignored.contains(table.qualifiedName()))
        .sorted(Comparator.comparing(Table::qualifiedName))
        .forEach(table -> addTo(findings, table, catalog));
    return findings;
  }

  private static void addTo(List<ReviewFinding> findings, Table table, Catalog catalog) {
    for (ForeignKey key : catalog.foreignKeysOf(table.oid())) {
      List<Index> indexes =
          table.indexes().stream().filter(index -> index.beginsWith(key)).toList();
      if (!indexes.isEmpty() && indexes.stream().noneMatch(index -> serves(index, key, table))) {
        findings.add(
            new ReviewFinding(
                RULE.severity(),
                RULE.code(),
                table.qualifiedName(),
                null,
                table.qualifiedName(),
                key.name()
                    + ": only indexes with a condition begin with its columns ("
                    + indexes.stream().map(Index::name).sorted().collect(Collectors.joining(", "))
                    + "): a delete of what it refers to reads the whole table",
                RULE.fix(),
                null));
      }
    }
  }

  /** A row that refers has no NULL in the key, so that a condition against NULL leaves none out. */
  private static boolean serves(Index index, ForeignKey key, Table table) {
    Set<String> notNull =
        key.columns().stream()
            .flatMap(number -> table.column(number).stream())
            .map(column -> "(" + Identifier.written(column.name()) + " IS NOT NULL)")
            .collect(Collectors.toSet());
    String condition = index.condition().replaceAll("^\\((\\(.* AND .*\\))\\)$", "$1");
    return condition.isEmpty() || notNull.containsAll(List.of(condition.split(" AND ")));
  }
}
