package dev.lintel.tools.review.rules;

import dev.lintel.tools.review.catalog.Catalog;
import dev.lintel.tools.review.examination.Examined;
import dev.lintel.tools.review.examination.Examined.OfBranch;
import dev.lintel.tools.review.query.Node;
import dev.lintel.tools.review.query.Query;
import dev.lintel.tools.schema.Finding.Severity;

/** FOR UPDATE of several rows, one after the other, each time waiting for whoever has it. */
final class LockWaits extends BranchRule {

  private static final long WAIT = 0;

  /** Held by every insert that refers to the row; only a change of its key waits for it. */
  private static final long KEY_SHARE = 1;

  LockWaits() {
    super(Severity.WARNING, "lock-waits");
  }

  @Override
  void check(Examined statement, OfBranch branch, Context context, Findings findings) {
    branch
        .part()
        .query()
        .all()
        .filter(query -> waitsForMany(query, context.catalog()))
        .forEach(
            query ->
                findings.add(
                    branch.review().label(),
                    null,
                    "it locks rows that are not found by a key, or in no order, and waits for each",
                    "add SKIP LOCKED or NOWAIT, find the row by its key, or keys in their order"));
  }

  /** Rows of a list of keys, locked in one order by everybody, cannot wait in a circle. */
  private static boolean waitsForMany(Query query, Catalog catalog) {
    Bounds bounds = new Bounds(query, catalog);
    boolean ordered =
        bounds.isByKeys()
            && !query.node().nodes("sortClause").isEmpty()
            && new TotalOrder(query, catalog).isTotal();
    return !ordered
        && query.node().nodes("rowMarks").stream()
            .filter(LockWaits::waits)
            .anyMatch(mark -> !bounds.isOneRowOf((int) mark.number("rti")));
  }

  private static boolean waits(Node mark) {
    return mark.number("waitPolicy") == WAIT
        && mark.number("strength") != KEY_SHARE
        && !mark.flag("pushedDown");
  }
}
