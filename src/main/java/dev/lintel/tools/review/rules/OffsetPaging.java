package dev.lintel.tools.review.rules;

import dev.lintel.tools.review.examination.Examined;
import dev.lintel.tools.review.examination.Examined.OfBranch;
import dev.lintel.tools.review.plan.PlanNode;
import dev.lintel.tools.review.query.Node;
import dev.lintel.tools.schema.Finding.Severity;

/** OFFSET reads all that it skips. */
final class OffsetPaging extends BranchRule {

  OffsetPaging() {
    super(Severity.WARNING, "offset");
  }

  @Override
  void check(Examined statement, OfBranch branch, Context context, Findings findings) {
    if (pagesThroughMany(branch)
        && branch
            .part()
            .query()
            .all()
            .map(query -> query.node().node("limitOffset"))
            .anyMatch(offset -> offset != null && !isFew(offset))) {
      findings.add(
          branch.review().label(),
          null,
          "OFFSET reads and throws away all rows that it skips: page 5,000 costs 5,000 pages",
          "page by keyset: WHERE (created_at, id) > (#{createdAt}, #{id})");
    }
  }

  private static boolean pagesThroughMany(OfBranch branch) {
    return branch.plans().values().stream()
        .flatMap(PlanNode::all)
        .filter(node -> node.type().equals("Limit"))
        .flatMap(limit -> limit.children().stream())
        .anyMatch(skipped -> skipped.rows() >= Result.LARGE);
  }

  /** OFFSET 0 keeps the planner from merging a subquery into the rest; NULL is no offset. */
  private static boolean isFew(Node offset) {
    return Constants.isNull(offset)
        || Constants.number(offset).filter(rows -> rows < Result.LARGE).isPresent();
  }
}
