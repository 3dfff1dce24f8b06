package dev.lintel.tools.review.rules;

import dev.lintel.tools.review.catalog.Table;
import dev.lintel.tools.review.examination.Examined;
import dev.lintel.tools.review.examination.Examined.OfBranch;
import dev.lintel.tools.review.plan.PlanNode;
import dev.lintel.tools.schema.Finding.Severity;

/** FOR UPDATE that looks through a big table for what to lock. */
final class LockScan extends BranchRule {

  LockScan() {
    super(Severity.ERROR, "lock-scan");
  }

  @Override
  void check(Examined statement, OfBranch branch, Context context, Findings findings) {
    branch
        .review()
        .generic()
        .all()
        .filter(node -> node.type().equals("LockRows"))
        .flatMap(PlanNode::all)
        .filter(
            node ->
                Access.isSeqScan(node)
                    || Access.isIndexScan(node)
                        && node.indexCondition() == null
                        && !node.conditions().isEmpty())
        .forEach(
            node ->
                context
                    .catalog()
                    .table(node.schema(), node.table())
                    .filter(Table::isBig)
                    .ifPresent(
                        table ->
                            findings.add(
                                branch.review().label(),
                                table.qualifiedName(),
                                "the rows to lock are looked for in all of " + table.name(),
                                "make an index that finds them")));
  }
}
