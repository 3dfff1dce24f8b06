package dev.lintel.tools.review.rules;

import dev.lintel.tools.review.catalog.Catalog;
import dev.lintel.tools.review.catalog.ForeignKey;
import dev.lintel.tools.review.catalog.Table;
import dev.lintel.tools.review.examination.Examined;
import dev.lintel.tools.review.examination.Examined.OfBranch;
import dev.lintel.tools.review.plan.PlanNode;
import dev.lintel.tools.review.result.ForeignKeyPlan;
import dev.lintel.tools.schema.Finding.Severity;

/** A foreign key whose check reads all of the table that refers. */
final class ForeignKeyScan extends BranchRule {

  ForeignKeyScan() {
    super(Severity.ERROR, "foreign-key-scan");
  }

  @Override
  void check(Examined statement, OfBranch branch, Context context, Findings findings) {
    for (ForeignKeyPlan check : branch.review().foreignKeys()) {
      check
          .plan()
          .all()
          .filter(node -> readsAll(node, check, context.catalog()))
          .flatMap(node -> context.catalog().table(node.schema(), node.table()).stream())
          .filter(Table::isBig)
          .forEach(
              table ->
                  findings.add(
                      branch.review().label(),
                      table.qualifiedName(),
                      "for each row, " + check.constraint() + " reads all of " + table.name(),
                      "make an index on its columns"));
    }
  }

  /** An index that does not begin with a column of the key is read from end to end. */
  private static boolean readsAll(PlanNode node, ForeignKeyPlan check, Catalog catalog) {
    if (node.index() == null) {
      return Access.isSeqScan(node) && !findsMost(node, catalog);
    }
    return catalog.table(check.table()).stream()
        .flatMap(table -> catalog.foreignKeysOf(table.oid()).stream())
        .filter(key -> key.name().equals(check.constraint()))
        .anyMatch(key -> !begins(node, key, catalog));
  }

  /** Where most rows refer to one, no index is of use. */
  private static boolean findsMost(PlanNode node, Catalog catalog) {
    return catalog
        .table(node.schema(), node.table())
        .filter(table -> Access.findsMost(node, table))
        .isPresent();
  }

  private static boolean begins(PlanNode node, ForeignKey key, Catalog catalog) {
    return catalog.tables().stream()
        .flatMap(table -> table.indexes().stream())
        .filter(index -> index.name().equals(node.index()))
        .anyMatch(
            index -> !index.columns().isEmpty() && key.columns().contains(index.columns().get(0)));
  }
}
