package dev.lintel.tools.review.rules;

import dev.lintel.tools.review.catalog.Table;
import dev.lintel.tools.review.examination.Examined;
import dev.lintel.tools.review.examination.Examined.OfBranch;
import dev.lintel.tools.review.plan.PlanNode;
import dev.lintel.tools.schema.Finding.Severity;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/** A scan that is repeated for each row of something else. */
final class SeqScanLoop extends BranchRule {

  /** Rows read in all, from which on it is worth a finding. */
  private static final double WORK = 100_000;

  SeqScanLoop() {
    super(Severity.ERROR, "seq-scan-loop");
  }

  @Override
  void check(Examined statement, OfBranch branch, Context context, Findings findings) {
    PlanFaults.<Table>of(
            branch.plansWithoutHot(),
            (plan, faults) -> find(plan, 1, Double.POSITIVE_INFINITY, context, faults))
        .forEach(
            (table, plans) ->
                findings.add(
                    branch.review().label(),
                    table.qualifiedName(),
                    plans + " reads all of " + table.name() + " again for each row",
                    "make an index on what the rows are looked up by"));
  }

  private static void find(
      PlanNode node, double loops, double limit, Context context, Consumer<Table> faults) {
    if (Access.isSeqScan(node) && loops > 1) {
      context
          .catalog()
          .table(node.schema(), node.table())
          .filter(table -> table.rows() * loops >= WORK)
          .ifPresent(faults);
    }
    for (PlanNode child : node.children()) {
      double below = Access.limit(node, child, limit);
      find(child, loops * loops(node, child, limit), below, context, faults);
    }
  }

  private static double loops(PlanNode parent, PlanNode child, double limit) {
    if (parent.type().equals("Nested Loop")
        && "Inner".equals(child.role())
        && !child.type().equals("Materialize")) {
      return Math.max(1, outer(parent, limit).orElse(1));
    }
    if ("SubPlan".equals(child.role()) && !isHashed(child)) {
      return Math.max(1, outer(parent, limit).orElse(Math.min(parent.rows(), limit)));
    }
    return 1;
  }

  /** How many rows come from what a node reads first. */
  private static OptionalDouble outer(PlanNode node, double limit) {
    return node.children().stream()
        .filter(child -> "Outer".equals(child.role()))
        .mapToDouble(child -> Math.min(child.rows(), Access.limit(node, child, limit)))
        .findFirst();
  }

  /** A hashed subplan runs once. */
  private static boolean isHashed(PlanNode child) {
    return child.subplan() != null && child.subplan().startsWith("hashed ");
  }
}
