package dev.lintel.tools.review.rules;

import dev.lintel.tools.review.catalog.Table;
import dev.lintel.tools.review.examination.Examined;
import dev.lintel.tools.review.examination.Examined.OfBranch;
import dev.lintel.tools.review.plan.PlanNode;
import dev.lintel.tools.schema.Finding.Severity;
import java.util.Map;
import java.util.Optional;

/** A plan that reads all of a big table, at any depth. */
final class SeqScan extends BranchRule {

  SeqScan() {
    super(Severity.ERROR, "seq-scan");
  }

  @Override
  void check(Examined statement, OfBranch branch, Context context, Findings findings) {
    for (Map.Entry<String, PlanNode> plan : branch.plansWithoutHot().entrySet()) {
      check(plan.getKey(), plan.getValue(), null, branch, context, findings);
    }
  }

  private void check(
      String name,
      PlanNode node,
      PlanNode parent,
      OfBranch branch,
      Context context,
      Findings findings) {
    Optional<Table> table = context.catalog().table(node.schema(), node.table());
    if (Access.isSeqScan(node)
        && table.filter(Table::isBig).isPresent()
        && !stopsEarly(node, parent)) {
      String qualified = table.get().qualifiedName();
      findings.add(
          branch.review().label(),
          qualified,
          "the " + name + " plan reads all of " + table.get().name(),
          context
              .proofs()
              .indexInsteadOfScan(branch, qualified)
              .map(index -> "proven: " + index)
              .orElse("find its rows by an index"));
    }
    node.children().forEach(child -> check(name, child, node, branch, context, findings));
  }

  /** Any rows will do, and the first are taken. */
  private static boolean stopsEarly(PlanNode node, PlanNode parent) {
    return parent != null && parent.type().equals("Limit") && node.conditions().isEmpty();
  }
}
