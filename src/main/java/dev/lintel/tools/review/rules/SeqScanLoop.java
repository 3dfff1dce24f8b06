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
                    table.name() + " is read whole, again for each row, by " + plans,
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
      find(child, loops * loops(node, child, share(node, limit), context), below, context, faults);
    }
  }

  /** How much of its rows a node gives before it is stopped, from 0 to 1. */
  private static double share(PlanNode node, double limit) {
    return Math.min(1, limit / Math.max(1, node.rows()));
  }

  private static double loops(PlanNode parent, PlanNode child, double share, Context context) {
    if (parent.type().equals("Nested Loop")
        && "Inner".equals(child.role())
        && !child.type().equals("Materialize")) {
      return Math.max(1, share * outer(parent).orElse(1));
    }
    if ("SubPlan".equals(child.role()) && !child.subplan().startsWith("hashed ")) {
      double each = outer(parent).orElseGet(() -> asked(parent, child, context));
      return Math.max(1, share * each);
    }
    return 1;
  }

  /** How many rows come from what a node reads first. */
  private static OptionalDouble outer(PlanNode node) {
    return node.children().stream()
        .filter(child -> "Outer".equals(child.role()))
        .mapToDouble(PlanNode::rows)
        .findFirst();
  }

  /** For how many rows a scan runs a subplan: as a filter, for those too that it lets not pass. */
  private static double asked(PlanNode scan, PlanNode subplan, Context context) {
    boolean filters =
        Access.isSeqScan(scan)
            && scan.conditions().stream().anyMatch(c -> c.contains("(" + subplan.subplan() + ")"));
    return filters
        ? context
            .catalog()
            .table(scan.schema(), scan.table())
            .map(table -> (double) table.rows())
            .orElse(scan.rows())
        : scan.rows();
  }
}
