package dev.lintel.tools.review.rules;

import dev.lintel.tools.mappers.MappedStatement.Kind;
import dev.lintel.tools.review.catalog.Catalog;
import dev.lintel.tools.review.examination.Examined;
import dev.lintel.tools.review.examination.Examined.OfBranch;
import dev.lintel.tools.review.query.Query;
import dev.lintel.tools.review.query.Query.Command;
import dev.lintel.tools.schema.Finding.Severity;

/** An empty collection takes away the only condition, and with it all bounds. */
final class EmptyUnbounds extends Rule {

  EmptyUnbounds() {
    super(Severity.WARNING, "empty-unbounds");
  }

  @Override
  void check(Examined statement, Context context, Findings findings) {
    if (statement.statement().kind() != Kind.SELECT) {
      return;
    }
    long least =
        statement.branches().stream()
            .filter(OfBranch::isPlanned)
            .filter(branch -> branch.branch().collections().values().stream().anyMatch(n -> n > 0))
            .mapToLong(branch -> wholes(branch, context.catalog()))
            .min()
            .orElse(Long.MAX_VALUE);
    for (OfBranch branch : statement.branches()) {
      if (branch.isPlanned()
          && branch.branch().collections().containsValue(0)
          && wholes(branch, context.catalog()) > least) {
        findings.add(
            branch.review().label(),
            null,
            "an empty collection reads the whole table",
            "write = ANY (#{ids}), which finds nothing then");
      }
    }
  }

  /** How many queries of a branch leave out no row. */
  private static long wholes(OfBranch branch, Catalog catalog) {
    return branch.part().query().all().filter(query -> isWhole(query, catalog)).count();
  }

  private static boolean isWhole(Query query, Catalog catalog) {
    RowConditions conditions = new RowConditions(query, catalog);
    return query.command() == Command.SELECT
        && query.node().node("limitCount") == null
        && !query.tables().isEmpty()
        && query.conditions().stream()
            .noneMatch(c -> query.joined().stream().anyMatch(range -> conditions.bounds(c, range)));
  }
}
