package dev.lintel.tools.review.rules;

import dev.lintel.tools.review.catalog.Index;
import dev.lintel.tools.review.catalog.Table;
import dev.lintel.tools.review.examination.Examined;
import dev.lintel.tools.review.examination.Examined.OfBranch;
import dev.lintel.tools.review.plan.PlanNode;
import dev.lintel.tools.schema.Finding.Severity;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** An index of a big table that is walked from end to end. */
final class IndexWalk extends BranchRule {

  IndexWalk() {
    super(Severity.WARNING, "index-walk");
  }

  /**
   * @param index that is walked
   */
  private record Walk(Table table, String index) {}

  @Override
  void check(Examined statement, OfBranch branch, Context context, Findings findings) {
    PlanFaults.<Walk>of(
            branch.plansWithoutHot(), (plan, faults) -> find(plan, false, context, faults))
        .forEach(
            (walk, plans) ->
                findings.add(
                    branch.review().label(),
                    walk.table().qualifiedName(),
                    plans + " walks all of " + walk.index() + ", an entry a row",
                    "an index that begins with what is compared"));
  }

  private static void find(PlanNode node, boolean limited, Context context, Consumer<Walk> faults) {
    Optional<Table> table = context.catalog().table(node.schema(), node.table());
    if (Access.isIndexScan(node) && table.filter(Table::isBig).isPresent()) {
      boolean walked =
          node.indexCondition() == null
              ? !limited || node.conditions().stream().anyMatch(c -> c.startsWith("Filter: "))
              : skipsFirst(node, table.get());
      if (walked) {
        faults.accept(new Walk(table.get(), node.index()));
      }
    }
    for (PlanNode child : node.children()) {
      boolean passes = limited && !child.type().matches("Sort|Aggregate|Hash|WindowAgg|Unique");
      find(child, node.type().equals("Limit") || passes, context, faults);
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
