package dev.lintel.tools.review.rules;

import dev.lintel.tools.review.catalog.Table;
import dev.lintel.tools.review.examination.Examined;
import dev.lintel.tools.review.examination.Examined.OfBranch;
import dev.lintel.tools.review.plan.PlanNode;
import dev.lintel.tools.review.query.Query;
import dev.lintel.tools.review.query.Query.Command;
import dev.lintel.tools.schema.Finding.Severity;
import java.util.function.Consumer;

/** A plan that reads all of a big table, at any depth. */
final class SeqScan extends BranchRule {

  SeqScan() {
    super(Severity.ERROR, "seq-scan");
  }

  @Override
  void check(Examined statement, OfBranch branch, Context context, Findings findings) {
    if (asksForAll(branch.part().query())) {
      return;
    }
    PlanFaults.<Table>of(
            branch.plansWithoutHot(), (plan, faults) -> find(plan, null, context, faults))
        .forEach(
            (table, plans) ->
                findings.add(
                    branch.review().label(),
                    table.qualifiedName(),
                    plans + " reads all of " + table.name(),
                    context
                        .proofs()
                        .indexInsteadOfScan(branch, table.qualifiedName())
                        .map(index -> "proven: " + index)
                        .orElse("find its rows by an index")));
  }

  /** All rows of one table: other rules tell of the missing bound, and no index can help. */
  private static boolean asksForAll(Query query) {
    boolean plain =
        query.command() != Command.SELECT
            || !query.node().flag("hasAggs")
                && query.node().nodes("groupClause").isEmpty()
                && query.node().node("limitCount") == null;
    return plain && query.joined().size() == 1 && query.conditions().isEmpty();
  }

  private static void find(
      PlanNode node, PlanNode parent, Context context, Consumer<Table> faults) {
    if (Access.isSeqScan(node) && !stopsEarly(node, parent)) {
      context.catalog().table(node.schema(), node.table()).filter(Table::isBig).ifPresent(faults);
    }
    node.children().forEach(child -> find(child, node, context, faults));
  }

  /** Any rows will do, and the first are taken. */
  private static boolean stopsEarly(PlanNode node, PlanNode parent) {
    return parent != null && parent.type().equals("Limit") && node.conditions().isEmpty();
  }
}
