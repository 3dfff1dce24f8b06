package dev.lintel.tools.review.rules;

import dev.lintel.tools.review.examination.Examined;
import dev.lintel.tools.review.examination.Examined.OfBranch;
import dev.lintel.tools.review.query.Node;
import dev.lintel.tools.schema.Finding.Severity;

/** FOR UPDATE of several rows, one after the other, each time waiting for whoever has it. */
final class LockWaits extends BranchRule {

  private static final long WAIT = 0;

  LockWaits() {
    super(Severity.WARNING, "lock-waits");
  }

  @Override
  void check(Examined statement, OfBranch branch, Context context, Findings findings) {
    branch
        .part()
        .query()
        .all()
        .filter(query -> query.node().nodes("rowMarks").stream().anyMatch(LockWaits::waits))
        .filter(query -> !new Bounds(query, context.catalog()).isOneRow())
        .forEach(
            query ->
                findings.add(
                    branch.review().label(),
                    null,
                    "it locks rows that are not found by a key, and waits for each",
                    "add SKIP LOCKED or NOWAIT, or find the row by its key"));
  }

  private static boolean waits(Node mark) {
    return mark.number("waitPolicy") == WAIT && !mark.flag("pushedDown");
  }
}
