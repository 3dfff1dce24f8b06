package dev.lintel.tools.review.rules;

import dev.lintel.tools.review.catalog.Index;
import dev.lintel.tools.review.catalog.Table;
import dev.lintel.tools.review.examination.Examined;
import dev.lintel.tools.review.examination.Examined.OfBranch;
import dev.lintel.tools.review.plan.PlanNode;
import dev.lintel.tools.schema.Finding.Severity;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** An index of a big table that is walked from end to end. */
final class IndexWalk extends BranchRule {

  IndexWalk() {
    super(Severity.WARNING, "index-walk");
  }

  @Override
  void check(Examined statement, OfBranch branch, Context context, Findings findings) {
    for (Map.Entry<String, PlanNode> plan : branch.plansWithoutHot().entrySet()) {
      check(plan.getKey(), plan.getValue(), false, branch, context, findings);
    }
  }

  private void check(
      String name,
      PlanNode node,
      boolean limited,
      OfBranch branch,
      Context context,
      Findings findings) {
    Optional<Table> table = context.catalog().table(node.schema(), node.table());
    if (Access.isIndexScan(node) && table.filter(Table::isBig).isPresent()) {
      boolean walked =
          node.indexCondition() == null
              ? !limited || node.conditions().stream().anyMatch(c -> c.startsWith("Filter: "))
              : skipsFirst(node, table.get());
      if (walked) {
        findings.add(
            branch.review().label(),
            table.get().qualifiedName(),
            "the " + name + " plan walks all of " + node.index() + ", an entry a row",
            "an index that begins with what is compared");
      }
    }
    for (PlanNode child : node.children()) {
      boolean passes = limited && !child.type().matches("Sort|Aggregate|Hash|WindowAgg|Unique");
      check(name, child, node.type().equals("Limit") || passes, branch, context, findings);
    }
  }

  /** Whether nothing is asked of its first column, so that all of it is read. */
  private static boolean skipsFirst(PlanNode node, Table table) {
    Optional<Index> index =
        table.indexes().stream().filter(i -> i.name().equals(node.index())).findFirst();
    if (index.isEmpty() || !index.get().method().equals("btree") || index.get().hasExpression()) {
      return false;
    }
    return table
        .column(index.get().columns().get(0))
        .filter(
            first ->
                !Pattern.compile("\\b" + Pattern.quote(first.name()) + "\\b")
                    .matcher(node.indexCondition())
                    .find())
        .isPresent();
  }
}
