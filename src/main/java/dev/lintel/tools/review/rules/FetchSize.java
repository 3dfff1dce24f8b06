package dev.lintel.tools.review.rules;

import dev.lintel.tools.mappers.MappedStatement.Returns;
import dev.lintel.tools.review.examination.Examined;
import dev.lintel.tools.review.examination.Examined.OfBranch;
import dev.lintel.tools.schema.Finding.Severity;

/** A result that is read row by row, and fetched all at once. */
final class FetchSize extends BranchRule {

  FetchSize() {
    super(Severity.WARNING, "fetch-size");
  }

  @Override
  void check(Examined statement, OfBranch branch, Context context, Findings findings) {
    Integer size = statement.statement().fetchSize();
    if (statement.statement().returns() == Returns.STREAM
        && (size == null || size <= 0)
        && Result.rows(branch) >= Result.LARGE) {
      findings.add(
          branch.review().label(),
          null,
          "it is read row by row, but without fetchSize the driver fetches all of it first",
          "add fetchSize=\"500\"");
    }
  }
}
