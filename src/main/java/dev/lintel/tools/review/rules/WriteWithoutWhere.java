package dev.lintel.tools.review.rules;

import dev.lintel.tools.review.catalog.Catalog;
import dev.lintel.tools.review.catalog.Table;
import dev.lintel.tools.review.examination.Examined;
import dev.lintel.tools.review.examination.Examined.OfBranch;
import dev.lintel.tools.review.query.Node;
import dev.lintel.tools.review.query.Query;
import dev.lintel.tools.review.query.Query.Command;
import dev.lintel.tools.review.query.RowChanges;
import dev.lintel.tools.schema.Finding.Severity;

/** An UPDATE, DELETE or MERGE that writes every row. */
final class WriteWithoutWhere extends BranchRule {

  WriteWithoutWhere() {
    super(Severity.ERROR, "write-without-where");
  }

  @Override
  void check(Examined statement, OfBranch branch, Context context, Findings findings) {
    branch
        .part()
        .query()
        .all()
        .filter(WriteWithoutWhere::changesRows)
        .filter(query -> !isBounded(query, context.catalog()))
        .forEach(
            query ->
                findings.add(
                    branch.review().label(),
                    query
                        .target()
                        .flatMap(context.catalog()::table)
                        .map(Table::qualifiedName)
                        .orElse(null),
                    query.command() + " of every row: no condition bounds it",
                    "add a condition on its own columns that is always there"));
  }

  private static boolean changesRows(Query query) {
    return query.command() != Command.INSERT
        && (RowChanges.deletes(query) || !RowChanges.updated(query).isEmpty());
  }

  private static boolean isBounded(Query query, Catalog catalog) {
    RowConditions conditions = new RowConditions(query, catalog);
    int target = (int) query.node().number("resultRelation");
    for (Node condition : query.conditions()) {
      if (conditions.bounds(condition, target)) {
        return true;
      }
    }
    return false;
  }
}
