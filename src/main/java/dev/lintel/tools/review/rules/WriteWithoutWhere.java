package dev.lintel.tools.review.rules;

import dev.lintel.tools.review.catalog.Table;
import dev.lintel.tools.review.examination.Examined;
import dev.lintel.tools.review.examination.Examined.OfBranch;
import dev.lintel.tools.review.query.Node;
import dev.lintel.tools.review.query.Query;
import dev.lintel.tools.review.query.Query.Command;
import dev.lintel.tools.schema.Finding.Severity;
import java.util.List;

/** An UPDATE or DELETE that writes every row. */
final class WriteWithoutWhere extends BranchRule {

  WriteWithoutWhere() {
    super(Severity.ERROR, "write-without-where");
  }

  @Override
  void check(Examined statement, OfBranch branch, Context context, Findings findings) {
    branch
        .part()
        .query()
        .all()
        .filter(query -> query.command() == Command.UPDATE || query.command() == Command.DELETE)
        .filter(query -> query.conditions().stream().noneMatch(c -> bounds(query, c)))
        .forEach(
            query ->
                findings.add(
                    branch.review().label(),
                    query
                        .target()
                        .flatMap(context.catalog()::table)
                        .map(Table::qualifiedName)
                        .orElse(null),
                    query.command() + " of every row: no condition bounds it",
                    "add a condition that is always there"));
  }

  /** Whether it depends on the row, and is more than {@code x = x}. */
  private static boolean bounds(Query query, Node condition) {
    if (condition.is("OPEXPR") && condition.nodes("args").size() == 2) {
      List<Node> sides = condition.nodes("args");
      if (query.column(sides.get(0)).isPresent()
          && query.column(sides.get(0)).equals(query.column(sides.get(1)))) {
        return false;
      }
    }
    return condition.all().anyMatch(node -> node.is("VAR", "SUBLINK", "CURRENTOFEXPR"));
  }
}
