package dev.lintel.tools.review.rules;

import dev.lintel.tools.review.examination.Examined;
import dev.lintel.tools.review.examination.Examined.OfBranch;
import dev.lintel.tools.schema.Finding.Severity;

/** LIMIT over an order that leaves ties: which rows are in is chance. */
final class LimitWithoutOrder extends BranchRule {

  LimitWithoutOrder() {
    super(Severity.WARNING, "limit-without-order");
  }

  @Override
  void check(Examined statement, OfBranch branch, Context context, Findings findings) {
    branch
        .part()
        .query()
        .all()
        .filter(query -> query.node().node("limitCount") != null && !query.isExists())
        .filter(query -> !new Bounds(query, context.catalog()).isTotallyOrdered())
        .forEach(
            query ->
                findings.add(
                    branch.review().label(),
                    null,
                    query.node().nodes("sortClause").isEmpty()
                        ? "LIMIT without ORDER BY: which rows it gives is chance"
                        : "LIMIT over an order with ties: which of equal rows it gives is chance",
                    "end ORDER BY with the key"));
  }
}
