package dev.lintel.tools.review.rules;

import dev.lintel.tools.review.examination.Examined;
import dev.lintel.tools.review.examination.Examined.OfBranch;
import dev.lintel.tools.review.plan.PlanNode;
import dev.lintel.tools.schema.Finding.Severity;

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
    sort.all()
        .flatMap(node -> context.catalog().table(node.schema(), node.table()).stream())
        .map(context.catalog()::whole)
        .distinct()
        .forEach(
            table ->
                context
                    .proofs()
                    .indexInsteadOfSort(branch, table.qualifiedName())
                    .ifPresent(
                        index ->
                            findings.add(
                                branch.review().label(),
                                table.qualifiedName(),
                                "it sorts many rows of "
                                    + table.name()
                                    + " that an index could give in order",
                                "proven: " + index)));
  }
}
