package dev.lintel.tools.review.rules;

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
    branch.part().query().all().forEach(query -> check(query, branch, context, findings));
  }

  private static void check(Query query, OfBranch branch, Context context, Findings findings) {
    query
        .here()
        .map(CatchAll::switchedOff)
        .flatMap(List::stream)
        .flatMap(Node::here)
        .filter(node -> node.is("VAR"))
        .flatMap(var -> query.column(var).stream())
        .flatMap(column -> context.catalog().table(column.table()).stream())
        .filter(table -> Access.isUnaided(branch, table))
        .distinct()
        .forEach(
            table ->
                findings.add(
                    branch.review().label(),
                    table.qualifiedName(),
                    "a condition that a parameter switches off: its generic plan reads all of "
                        + table.name(),
                    "put the condition in an <if>, so that there are two statements"));
  }

  /** The conditions that count only if a parameter is given; empty for any other node. */
  private static List<Node> switchedOff(Node node) {
    List<Node> arms = node.nodes("args");
    if (node.is("BOOLEXPR") && "or".equals(node.text("boolop"))) {
      return arms.stream().anyMatch(CatchAll::isSwitch) ? arms : List.of();
    }
    if (node.is("OPEXPR") && arms.size() == 2) {
      return isItself(arms.get(0), arms.get(1)) || isItself(arms.get(1), arms.get(0))
          ? arms
          : List.of();
    }
    boolean choice =
        node.is("CASE", "CASEEXPR")
            && node.nodes("args").stream().anyMatch(w -> isSwitch(w.node("expr")));
    return choice ? List.of(node) : List.of();
  }

  /** {@code #{x} IS NULL}, or anything else that is asked of parameters alone. */
  private static boolean isSwitch(Node arm) {
    return arm != null
        && arm.all().anyMatch(node -> node.is("PARAM") && node.number("paramkind") == 0)
        && arm.all().noneMatch(node -> node.is("VAR", "SUBLINK"));
  }

  /** {@code column = coalesce(#{x}, column)}. */
  private static boolean isItself(Node column, Node other) {
    Node choice = Query.stripped(other);
    Node var = Query.stripped(column);
    return choice.is("COALESCE", "COALESCEEXPR")
        && var.is("VAR")
        && choice.all().anyMatch(CatchAll::isSwitch)
        && choice
            .here()
            .anyMatch(
                node ->
                    node.is("VAR")
                        && node.number("varno") == var.number("varno")
                        && node.number("varattno") == var.number("varattno"));
  }
}
