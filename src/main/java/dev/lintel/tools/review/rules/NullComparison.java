package dev.lintel.tools.review.rules;

import dev.lintel.tools.review.examination.Examined;
import dev.lintel.tools.review.examination.Examined.OfBranch;
import dev.lintel.tools.review.query.Node;
import dev.lintel.tools.review.query.Query;
import dev.lintel.tools.schema.Finding.Severity;

/** A comparison with NULL, which is never true. */
final class NullComparison extends BranchRule {

  NullComparison() {
    super(Severity.ERROR, "null-comparison");
  }

  @Override
  void check(Examined statement, OfBranch branch, Context context, Findings findings) {
    branch
        .part()
        .query()
        .all()
        .flatMap(query -> Comparison.in(query).stream())
        .filter(c -> isNull(c.left()) || isNull(c.right()))
        .forEach(
            c ->
                findings.add(
                    branch.review().label(),
                    null,
                    context.catalog().operator(c.operator()) + " NULL is never true",
                    "write IS NULL or IS NOT NULL"));
  }

  private static boolean isNull(Node side) {
    Node value = Query.stripped(side);
    return value.is("CONST") && value.flag("constisnull");
  }
}
