package dev.lintel.tools.review.rules;

import dev.lintel.tools.review.catalog.Catalog;
import dev.lintel.tools.review.examination.Examined;
import dev.lintel.tools.review.examination.Examined.OfBranch;
import dev.lintel.tools.review.plan.PlanNode;
import dev.lintel.tools.review.query.Node;
import dev.lintel.tools.review.query.Query;
import dev.lintel.tools.schema.Finding.Severity;

/** Conditions that exclude one another, so that no row is ever found. */
final class Contradiction extends BranchRule {

  Contradiction() {
    super(Severity.ERROR, "contradiction");
  }

  @Override
  void check(Examined statement, OfBranch branch, Context context, Findings findings) {
    Query query = branch.part().query();
    Catalog catalog = context.catalog();
    boolean planned = branch.never() || branch.review().generic().all().anyMatch(PlanNode::isNever);
    if (planned && query.all().noneMatch(q -> isExplained(q, catalog))
        || query.all().anyMatch(q -> new Allowed(q, catalog).isNothing())) {
      findings.add(
          branch.review().label(),
          null,
          "its conditions exclude one another: it never finds a row",
          "take one away, or the branch; an intended nothing is written WHERE false");
    }
  }

  /**
   * {@code WHERE false} or {@code 1 = 0}, which is meant, or a comparison with NULL, which has a
   * rule of its own.
   */
  private static boolean isExplained(Query query, Catalog catalog) {
    return query.joinConditions().stream().anyMatch(c -> isMeant(c, catalog))
        || NullComparison.in(query).findAny().isPresent();
  }

  private static boolean isMeant(Node condition, Catalog catalog) {
    return Constants.truth(condition, catalog)
        .map(truth -> !truth)
        .orElse(condition.all().noneMatch(node -> node.is("VAR", "PARAM", "SUBLINK")));
  }
}
