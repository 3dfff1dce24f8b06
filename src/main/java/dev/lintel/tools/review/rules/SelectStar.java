package dev.lintel.tools.review.rules;

import dev.lintel.tools.review.examination.Examined;
import dev.lintel.tools.review.examination.Examined.OfBranch;
import dev.lintel.tools.review.query.Query.Command;
import dev.lintel.tools.schema.Finding.Severity;

/** SELECT *, which changes with the table. */
final class SelectStar extends BranchRule {

  SelectStar() {
    super(Severity.WARNING, "select-star");
  }

  @Override
  void check(Examined statement, OfBranch branch, Context context, Findings findings) {
    if (branch
        .part()
        .query()
        .all()
        .filter(query -> query.command() == Command.SELECT)
        .filter(query -> !query.isExists())
        .anyMatch(query -> Stars.in(branch, query, query.targets()))) {
      findings.add(
          branch.review().label(),
          null,
          "SELECT * changes with the table: a new column breaks cached plans and is read for nothing",
          "name the columns");
    }
  }
}
