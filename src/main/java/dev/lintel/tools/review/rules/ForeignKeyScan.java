package dev.lintel.tools.review.rules;

import dev.lintel.tools.review.catalog.Table;
import dev.lintel.tools.review.examination.Examined;
import dev.lintel.tools.review.examination.Examined.OfBranch;
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
          .filter(Access::isSeqScan)
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
}
