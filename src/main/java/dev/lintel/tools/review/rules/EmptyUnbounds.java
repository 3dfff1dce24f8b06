package dev.lintel.tools.review.rules;

import dev.lintel.tools.mappers.MappedStatement.Kind;
import dev.lintel.tools.review.examination.Examined;
import dev.lintel.tools.review.examination.Examined.OfBranch;
import dev.lintel.tools.review.query.Query;
import dev.lintel.tools.schema.Finding.Severity;

/** An empty collection takes away the only condition, and with it all bounds. */
final class EmptyUnbounds extends Rule {

  EmptyUnbounds() {
    super(Severity.WARNING, "empty-unbounds");
  }

  @Override
  void check(Examined statement, Context context, Findings findings) {
    boolean bounded =
        statement.branches().stream()
            .anyMatch(
                branch ->
                    branch.isPlanned()
                        && branch.branch().collections().values().stream().anyMatch(n -> n > 0)
                        && !isWhole(branch.part().query()));
    if (!bounded || statement.statement().kind() != Kind.SELECT) {
      return;
    }
    for (OfBranch branch : statement.branches()) {
      if (branch.isPlanned()
          && branch.branch().collections().containsValue(0)
          && isWhole(branch.part().query())) {
        findings.add(
            branch.review().label(),
            null,
            "an empty collection reads the whole table",
            "write = ANY (#{ids}), which finds nothing then");
      }
    }
  }

  private static boolean isWhole(Query query) {
    return query.where() == null
        && query.node().node("limitCount") == null
        && !query.ranges().isEmpty()
        && query.conditions().isEmpty();
  }
}
