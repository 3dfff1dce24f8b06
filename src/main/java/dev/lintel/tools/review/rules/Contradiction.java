package dev.lintel.tools.review.rules;

import dev.lintel.tools.review.catalog.Catalog;
import dev.lintel.tools.review.examination.Examined;
import dev.lintel.tools.review.examination.Examined.OfBranch;
import dev.lintel.tools.review.plan.PlanNode;
import dev.lintel.tools.review.query.Node;
import dev.lintel.tools.review.query.Query;
import dev.lintel.tools.schema.Finding.Severity;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Conditions that exclude one another, so that no row is ever found. */
final class Contradiction extends Rule {

  Contradiction() {
    super(Severity.ERROR, "contradiction");
  }

  @Override
  void check(Examined statement, Context context, Findings findings) {
    List<OfBranch> planned = statement.branches().stream().filter(OfBranch::isPlanned).toList();
    Set<String> possible = new HashSet<>();
    for (OfBranch branch : planned) {
      if (!isContradiction(branch, context)) {
        possible.addAll(EmptyBreaks.parts(branch.branch()));
      }
    }
    for (OfBranch branch : planned) {
      if (isContradiction(branch, context) && !isOfChoices(branch, possible)) {
        findings.add(
            branch.review().label(),
            null,
            "its conditions exclude one another: it never finds a row",
            "take one away, or the branch; an intended nothing is written WHERE false");
      }
    }
  }

  /** Filters that a caller may combine, each of which finds rows without the others. */
  private static boolean isOfChoices(OfBranch branch, Set<String> possible) {
    Set<String> parts = EmptyBreaks.parts(branch.branch());
    return parts.size() > 1 && possible.containsAll(parts);
  }

  private static boolean isContradiction(OfBranch branch, Context context) {
    Query query = branch.part().query();
    Catalog catalog = context.catalog();
    boolean planned = branch.never() || branch.review().generic().all().anyMatch(PlanNode::isNever);
    return planned && query.all().noneMatch(q -> isExplained(q, catalog))
        || query.all().anyMatch(q -> new Allowed(q, catalog).isNothing());
  }

  /**
   * {@code WHERE false} or {@code 1 = 0}, which is meant, or a comparison with NULL, which has a
   * rule of its own.
   */
  private static boolean isExplained(Query query, Catalog catalog) {
    return query.joinConditions().stream().anyMatch(c -> isMeant(c, catalog))
        || NullComparison.in(query).findAny().isPresent();
  }

  private static boolean isMeant(Node condition, Catalog catalog) {
    return Constants.truth(condition, catalog)
        .map(truth -> !truth)
        .orElse(condition.all().noneMatch(node -> node.is("VAR", "PARAM", "SUBLINK")));
  }
}
