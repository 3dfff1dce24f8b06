package dev.lintel.tools.review.rules;

import dev.lintel.tools.mappers.MappedStatement.Returns;
import dev.lintel.tools.review.examination.Examined;
import dev.lintel.tools.review.examination.Examined.OfBranch;
import dev.lintel.tools.review.query.Query;
import dev.lintel.tools.review.query.Query.Command;
import dev.lintel.tools.schema.Finding.Severity;

/** A list that grows with the table until it no longer fits. */
final class UnboundedResult extends BranchRule {

  UnboundedResult() {
    super(Severity.WARNING, "unbounded-result");
  }

  @Override
  void check(Examined statement, OfBranch branch, Context context, Findings findings) {
    Returns returns = statement.statement().returns();
    Query query = branch.part().query();
    double rows = Result.rows(branch);
    if ((returns == Returns.MANY || returns == Returns.UNKNOWN && !isFetchedInParts(statement))
        && (query.command() == Command.SELECT || !query.returning().isEmpty())
        && rows >= Result.LARGE
        && !new Bounds(query, context.catalog()).isBounded()) {
      findings.add(
          branch.review().label(),
          null,
          "its result has no bound: " + Result.about(rows) + " rows here, all in memory at once",
          "add a LIMIT and a cursor (keyset), or read it through a Cursor with fetchSize");
    }
  }

  /** Where no method tells how it is read: who gives a fetchSize does not read all at once. */
  private static boolean isFetchedInParts(Examined statement) {
    Integer size = statement.statement().fetchSize();
    return size != null && size > 0;
  }
}
