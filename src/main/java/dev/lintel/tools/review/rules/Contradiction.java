package dev.lintel.tools.review.rules;

import dev.lintel.tools.review.examination.Examined;
import dev.lintel.tools.review.examination.Examined.OfBranch;
import dev.lintel.tools.review.query.Column;
import dev.lintel.tools.review.query.Node;
import dev.lintel.tools.review.query.Query;
import dev.lintel.tools.schema.Finding.Severity;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Conditions that exclude one another, so that no row is ever found. */
final class Contradiction extends BranchRule {

  private static final String NEVER = "One-Time Filter: false";

  Contradiction() {
    super(Severity.ERROR, "contradiction");
  }

  @Override
  void check(Examined statement, OfBranch branch, Context context, Findings findings) {
    Query query = branch.part().query();
    boolean planned =
        branch.review().generic().all().anyMatch(node -> node.conditions().contains(NEVER));
    if (planned && query.all().noneMatch(Contradiction::isDeliberate)
        || query.all().anyMatch(Contradiction::isNullAndCompared)) {
      findings.add(
          branch.review().label(),
          null,
          "its conditions exclude one another: it never finds a row",
          "take one away, or the branch; an intended nothing is written WHERE false");
    }
  }

  /**
   * {@code WHERE false} or {@code 1 = 0}, or a comparison with NULL, which has a rule of its own.
   */
  private static boolean isDeliberate(Query query) {
    return query.conditions().stream()
            .anyMatch(c -> c.all().noneMatch(node -> node.is("VAR", "PARAM", "SUBLINK")))
        || query.here().anyMatch(node -> node.is("CONST") && node.flag("constisnull"));
  }

  private static boolean isNullAndCompared(Query query) {
    Set<Column> nulls = new HashSet<>();
    List<Node> parts = query.conditions();
    for (Node part : parts) {
      if (part.is("NULLTEST") && part.number("nulltesttype") == 0) {
        query.column(part.node("arg")).ifPresent(nulls::add);
      }
    }
    return parts.stream()
        .filter(part -> part.is("OPEXPR"))
        .flatMap(part -> part.nodes("args").stream())
        .anyMatch(side -> query.column(side).filter(nulls::contains).isPresent());
  }
}
