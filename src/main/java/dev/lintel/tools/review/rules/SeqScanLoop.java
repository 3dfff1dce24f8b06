package dev.lintel.tools.review.rules;

import dev.lintel.tools.review.catalog.Table;
import dev.lintel.tools.review.examination.Examined;
import dev.lintel.tools.review.examination.Examined.OfBranch;
import dev.lintel.tools.review.plan.PlanNode;
import dev.lintel.tools.schema.Finding.Severity;
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
    PlanFaults.<Table>of(branch.plansWithoutHot(), (plan, faults) -> find(plan, 1, context, faults))
        .forEach(
            (table, plans) ->
                findings.add(
                    branch.review().label(),
                    table.qualifiedName(),
                    plans + " reads all of " + table.name() + " again for each row",
                    "make an index on what the rows are looked up by"));
  }

  private static void find(PlanNode node, double loops, Context context, Consumer<Table> faults) {
    if (Access.isSeqScan(node) && loops > 1) {
      context
          .catalog()
          .table(node.schema(), node.table())
          .filter(table -> table.rows() * loops >= WORK)
          .ifPresent(faults);
    }
    for (PlanNode child : node.children()) {
      find(child, loops * loops(node, child), context, faults);
    }
  }

  private static double loops(PlanNode parent, PlanNode child) {
    boolean inner =
        parent.type().equals("Nested Loop")
            && "Inner".equals(child.role())
            && !child.type().equals("Materialize");
    if (inner) {
      return parent.children().stream()
          .filter(other -> "Outer".equals(other.role()))
          .mapToDouble(PlanNode::rows)
          .findFirst()
          .orElse(1);
    }
    boolean each = "SubPlan".equals(child.role()) && !isHashed(parent, child);
    return each
        ? parent.children().stream()
            .filter(other -> "Outer".equals(other.role()))
            .mapToDouble(PlanNode::rows)
            .findFirst()
            .orElse(Math.max(1, parent.rows()))
        : 1;
  }

  /** A hashed subplan runs once. */
  private static boolean isHashed(PlanNode parent, PlanNode child) {
    return child.subplan() != null
        && parent.conditions().stream().anyMatch(c -> c.contains("hashed " + child.subplan()));
  }
}
