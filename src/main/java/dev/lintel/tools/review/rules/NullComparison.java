package dev.lintel.tools.review.rules;

import dev.lintel.tools.review.examination.Examined;
import dev.lintel.tools.review.examination.Examined.OfBranch;
import dev.lintel.tools.review.query.Node;
import dev.lintel.tools.review.query.Query;
import dev.lintel.tools.schema.Finding.Severity;
import java.util.stream.Stream;

/** A comparison with NULL, which is never true. */
final class NullComparison extends BranchRule {

  private static final long BOOLEAN = 16;

  NullComparison() {
    super(Severity.ERROR, "null-comparison");
  }

  @Override
  void check(Examined statement, OfBranch branch, Context context, Findings findings) {
    branch
        .part()
        .query()
        .all()
        .flatMap(NullComparison::in)
        .forEach(
            node ->
                findings.add(
                    branch.review().label(),
                    null,
                    node.is("SCALARARRAYOPEXPR")
                        ? "NOT IN a list with NULL is never true"
                        : context.catalog().operator(node.number("opno")) + " NULL is never true",
                    "write IS NULL or IS NOT NULL"));
  }

  /** Those of a query, wherever they stand: in conditions, in CASE, in what is selected. */
  static Stream<Node> in(Query query) {
    return query.here().filter(node -> isWithNull(node) || isNoneOfNull(node));
  }

  private static boolean isWithNull(Node node) {
    return node.is("OPEXPR")
        && node.number("opresulttype") == BOOLEAN
        && node.nodes("args").size() == 2
        && node.nodes("args").stream().anyMatch(Constants::isNull);
  }

  /** {@code x NOT IN (1, NULL)}; {@code x IN (1, NULL)} does find the 1. */
  private static boolean isNoneOfNull(Node node) {
    return node.is("SCALARARRAYOPEXPR")
        && !node.flag("useOr")
        && node.nodes("args").stream()
            .map(Query::stripped)
            .filter(side -> side.is("ARRAYEXPR"))
            .flatMap(list -> list.nodes("elements").stream())
            .anyMatch(Constants::isNull);
  }
}
