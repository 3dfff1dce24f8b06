package dev.lintel.tools.review.rules;

import dev.lintel.tools.review.catalog.Table;
import dev.lintel.tools.review.examination.Examined;
import dev.lintel.tools.review.examination.Examined.OfBranch;
import dev.lintel.tools.review.query.Node;
import dev.lintel.tools.review.query.Query;
import dev.lintel.tools.schema.Finding.Severity;
import java.util.List;

/** {@code (#{x} IS NULL OR column = #{x})}: one plan for two questions. */
final class CatchAll extends BranchRule {

  CatchAll() {
    super(Severity.WARNING, "catch-all");
  }

  @Override
  void check(Examined statement, OfBranch branch, Context context, Findings findings) {
    branch
        .part()
        .query()
        .all()
        .filter(query -> readsBig(query, context))
        .flatMap(Query::here)
        .filter(CatchAll::isCatchAll)
        .forEach(
            condition ->
                findings.add(
                    branch.review().label(),
                    null,
                    "a condition that a NULL parameter switches off: its generic plan cannot use an"
                        + " index",
                    "put the condition in an <if>, so that there are two statements"));
  }

  private static boolean readsBig(Query query, Context context) {
    return query.tables().stream()
        .anyMatch(table -> context.catalog().table(table).filter(Table::isBig).isPresent());
  }

  private static boolean isCatchAll(Node node) {
    if (!node.is("BOOLEXPR") || !"or".equals(node.text("boolop"))) {
      return false;
    }
    List<Node> arms = node.nodes("args");
    return arms.stream().anyMatch(CatchAll::isNullParameter)
        && arms.stream().anyMatch(arm -> arm.all().anyMatch(below -> below.is("VAR")));
  }

  /** {@code #{x} IS NULL}, or a comparison of a parameter with a constant, without any column. */
  private static boolean isNullParameter(Node arm) {
    return arm.is("NULLTEST", "OPEXPR")
        && arm.all().anyMatch(node -> node.is("PARAM"))
        && arm.all().noneMatch(node -> node.is("VAR", "SUBLINK"));
  }
}
