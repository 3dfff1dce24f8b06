package dev.lintel.tools.review.rules;

import dev.lintel.tools.review.query.Node;
import dev.lintel.tools.review.query.Query;
import java.util.List;
import java.util.stream.Stream;

/**
 * Two sides and an operator between them, somewhere in a condition.
 *
 * @param query whose condition it is
 * @param operator its oid
 */
record Comparison(Query query, long operator, Node left, Node right) {

  private static final long BOOLEAN = 16;

  /** All in the conditions of one query, not of those in it. */
  static List<Comparison> in(Query query) {
    Node tree = query.node().node("jointree");
    return tree == null ? List.of() : in(query, tree).toList();
  }

  /** All in an expression of a query. */
  static Stream<Comparison> in(Query query, Node expression) {
    return expression
        .here()
        .filter(node -> node.is("OPEXPR", "SCALARARRAYOPEXPR", "DISTINCTEXPR"))
        .filter(node -> node.nodes("args").size() == 2)
        .filter(node -> !node.is("OPEXPR") || node.number("opresulttype") == BOOLEAN)
        .map(
            node ->
                new Comparison(
                    query,
                    node.number("opno"),
                    node.nodes("args").get(0),
                    node.nodes("args").get(1)));
  }
}
