package dev.lintel.tools.review.rules;

import dev.lintel.tools.review.examination.Examined;
import dev.lintel.tools.review.examination.Examined.OfBranch;
import dev.lintel.tools.review.query.Node;
import dev.lintel.tools.review.query.Query;
import dev.lintel.tools.schema.Finding.Severity;
import java.util.Set;

/** LIMIT over an order that leaves ties: which rows are in is chance. */
final class LimitWithoutOrder extends BranchRule {

  private static final int SKIP_LOCKED = 1;

  private static final Set<String> WITH_TIES = Set.of("1", "LIMIT_OPTION_WITH_TIES");

  LimitWithoutOrder() {
    super(Severity.WARNING, "limit-without-order");
  }

  @Override
  void check(Examined statement, OfBranch branch, Context context, Findings findings) {
    branch
        .part()
        .query()
        .all()
        .filter(query -> isLimited(query) && !query.isExists() && !skipsLocked(query))
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

  /** LIMIT NULL is none, and FETCH FIRST … WITH TIES leaves no choice. */
  private static boolean isLimited(Query query) {
    Node limit = query.node().node("limitCount");
    return limit != null
        && !Constants.isNull(limit)
        && !WITH_TIES.contains(String.valueOf(query.node().text("limitOption")));
  }

  /** A queue: which rows it gives is chance whatever their order. */
  private static boolean skipsLocked(Query query) {
    return query.node().nodes("rowMarks").stream()
        .anyMatch(mark -> mark.number("waitPolicy") == SKIP_LOCKED);
  }
}
