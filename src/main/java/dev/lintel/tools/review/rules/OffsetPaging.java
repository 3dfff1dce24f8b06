package dev.lintel.tools.review.rules;

import dev.lintel.tools.review.examination.Examined;
import dev.lintel.tools.review.examination.Examined.OfBranch;
import dev.lintel.tools.review.query.Node;
import dev.lintel.tools.schema.Finding.Severity;

/** OFFSET reads all that it skips. */
final class OffsetPaging extends BranchRule {

  OffsetPaging() {
    super(Severity.WARNING, "offset");
  }

  @Override
  void check(Examined statement, OfBranch branch, Context context, Findings findings) {
    branch
        .part()
        .query()
        .all()
        .map(query -> query.node().node("limitOffset"))
        .filter(offset -> offset != null && !isFence(offset))
        .forEach(
            offset ->
                findings.add(
                    branch.review().label(),
                    null,
                    "OFFSET reads and throws away all rows that it skips: page 5,000 costs 5,000"
                        + " pages",
                    "page by keyset: WHERE (created_at, id) > (#{createdAt}, #{id})"));
  }

  /** OFFSET 0 keeps the planner from merging a subquery into the rest. */
  private static boolean isFence(Node offset) {
    return Constants.isZero(offset);
  }
}
