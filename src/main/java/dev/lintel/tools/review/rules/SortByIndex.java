package dev.lintel.tools.review.rules;

import dev.lintel.tools.review.catalog.Table;
import dev.lintel.tools.review.examination.Examined;
import dev.lintel.tools.review.examination.Examined.OfBranch;
import dev.lintel.tools.review.plan.PlanNode;
import dev.lintel.tools.schema.Finding.Severity;
import java.util.Optional;

/** A sort of many rows that an index could give in order. */
final class SortByIndex extends BranchRule {

  /** Rows from which on a sort is worth a finding. */
  private static final double MANY = 1_000;

  SortByIndex() {
    super(Severity.WARNING, "sort");
  }

  @Override
  void check(Examined statement, OfBranch branch, Context context, Findings findings) {
    for (PlanNode plan : branch.plans().values()) {
      plan.all()
          .filter(node -> node.type().equals("Sort"))
          .filter(node -> node.children().get(0).rows() >= MANY)
          .forEach(sort -> check(sort, branch, context, findings));
    }
  }

  private static void check(PlanNode sort, OfBranch branch, Context context, Findings findings) {
    Optional<Table> table =
        sort.all()
            .flatMap(node -> context.catalog().table(node.schema(), node.table()).stream())
            .findFirst();
    if (table.isEmpty()) {
      return;
    }
    context
        .proofs()
        .indexInsteadOfSort(branch, table.get().qualifiedName())
        .ifPresent(
            index ->
                findings.add(
                    branch.review().label(),
                    table.get().qualifiedName(),
                    "it sorts many rows of "
                        + table.get().name()
                        + " that an index could give in"
                        + " order",
                    "proven: " + index));
  }
}
