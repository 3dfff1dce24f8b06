package dev.lintel.tools.review.rules;

import dev.lintel.tools.review.examination.Examined;
import dev.lintel.tools.review.examination.Examined.OfBranch;
import dev.lintel.tools.schema.Finding.Severity;

/** RETURNING *, which changes with the table. */
final class ReturningStar extends BranchRule {

  ReturningStar() {
    super(Severity.WARNING, "returning-star");
  }

  @Override
  void check(Examined statement, OfBranch branch, Context context, Findings findings) {
    if (branch.part().query().all().anyMatch(query -> Stars.in(branch, query, query.returning()))) {
      findings.add(
          branch.review().label(),
          null,
          "RETURNING * changes with the table: a new column breaks cached plans",
          "name the columns");
    }
  }
}
