package dev.lintel.tools.review.rules;

import dev.lintel.tools.review.catalog.Table;
import dev.lintel.tools.review.examination.Examined;
import dev.lintel.tools.review.examination.Examined.OfBranch;
import dev.lintel.tools.review.plan.PlanNode;
import dev.lintel.tools.schema.Finding.Severity;
import java.util.Map;

/** A scan that is repeated for each row of something else. */
final class SeqScanLoop extends BranchRule {

  /** Rows read in all, from which on it is worth a finding. */
  private static final double WORK = 100_000;

  SeqScanLoop() {
    super(Severity.ERROR, "seq-scan-loop");
  }

  @Override
  void check(Examined statement, OfBranch branch, Context context, Findings findings) {
    for (Map.Entry<String, PlanNode> plan : branch.plansWithoutHot().entrySet()) {
      check(plan.getKey(), plan.getValue(), 1, branch, context, findings);
    }
  }

  private void check(
      String name,
      PlanNode node,
      double loops,
      OfBranch branch,
      Context context,
      Findings findings) {
    if (Access.isSeqScan(node) && loops > 1) {
      context
          .catalog()
          .table(node.schema(), node.table())
          .filter(table -> table.rows() * loops >= WORK)
          .map(Table::qualifiedName)
          .ifPresent(
              table ->
                  findings.add(
                      branch.review().label(),
                      table,
                      "the " + name + " plan reads all of " + node.table() + " again for each row",
                      "make an index on what the rows are looked up by"));
    }
    for (PlanNode child : node.children()) {
      check(name, child, loops * loops(node, child), branch, context, findings);
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
