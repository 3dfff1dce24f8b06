package dev.lintel.tools.review.query;

import dev.lintel.tools.review.query.Query.Origin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongPredicate;

/**
 * What the parameters of a statement are for, each by its number from 1.
 *
 * @param columns the column that a parameter is compared with, or written to
 * @param equals the columns that equal a parameter in each row that is found: that one, and those
 *     that are joined with it
 * @param types of a parameter and of what it is cast to, in that order, by oid
 * @param limits the parameters that bound the rows
 * @param offsets the parameters that skip rows
 */
public record ParameterUse(
    Map<Integer, Column> columns,
    Map<Integer, Set<Column>> equals,
    Map<Integer, List<Long>> types,
    List<Integer> limits,
    List<Integer> offsets) {

  /**
   * @param equality whether an operator, by its oid, is =
   */
  public static ParameterUse of(Query statement, LongPredicate equality) {
    List<Query> queries = statement.all().toList();
    ParameterUse use =
        new ParameterUse(
            new HashMap<>(),
            new HashMap<>(),
            new HashMap<>(),
            queries.stream()
                .flatMap(q -> parameters(q.node().node("limitCount")).stream())
                .toList(),
            queries.stream()
                .flatMap(q -> parameters(q.node().node("limitOffset")).stream())
                .toList());
    Equalities equalities = Equalities.of(statement, equality);
    queries.forEach(query -> use.addComparisons(query, equalities, equality));
    queries.forEach(use::addWrites);
    statement.node().all().forEach(use::addTypes);
    return use;
  }

  private void addComparisons(Query query, Equalities equalities, LongPredicate equality) {
    query
        .here()
        .filter(node -> node.is("OPEXPR", "SCALARARRAYOPEXPR", "DISTINCTEXPR"))
        .filter(node -> node.nodes("args").size() == 2)
        .forEach(
            node -> {
              Node left = node.nodes("args").get(0);
              Node right = node.nodes("args").get(1);
              add(query, left, right);
              add(query, right, left);
              if (equality.test(node.number("opno"))) {
                addEquals(query, left, right, equalities);
                addEquals(query, right, left, equalities);
              }
            });
    query
        .here()
        .filter(node -> node.is("ROWCOMPAREEXPR", "ROWCOMPARE"))
        .forEach(
            row -> {
              List<Node> left = row.nodes("largs");
              List<Node> right = row.nodes("rargs");
              for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
                add(query, left.get(i), right.get(i));
                add(query, right.get(i), left.get(i));
              }
            });
  }

  private void add(Query query, Node one, Node other) {
    one.here()
        .filter(node -> node.is("VAR"))
        .findFirst()
        .flatMap(query::column)
        .ifPresent(
            column -> parameters(other).forEach(number -> columns.putIfAbsent(number, column)));
  }

  private void addEquals(Query query, Node one, Node other, Equalities equalities) {
    query
        .origin(one)
        .ifPresent(
            origin -> {
              List<Column> equal = equalities.of(origin).stream().map(Origin::column).toList();
              parameters(other)
                  .forEach(
                      number ->
                          equals.computeIfAbsent(number, n -> new LinkedHashSet<>()).addAll(equal));
            });
  }

  private void addWrites(Query query) {
    if (query.target().isEmpty()) {
      return;
    }
    long table = query.target().get();
    for (Node entry : query.targets()) {
      Column column = new Column(table, (int) entry.number("resno"));
      parameters(entry.node("expr")).forEach(number -> columns.putIfAbsent(number, column));
    }
  }

  /** Of the outermost cast, which comes first, all that it goes through. */
  private void addTypes(Node node) {
    List<Long> chain = new ArrayList<>();
    Node at = node;
    for (Node below = cast(at); below != null; below = cast(at)) {
      chain.add(0, at.number(at.is("FUNCEXPR") ? "funcresulttype" : "resulttype"));
      at = below;
    }
    if (isParameter(at)) {
      chain.add(0, at.number("paramtype"));
      types.putIfAbsent((int) at.number("paramid"), chain);
    }
  }

  /** What is cast; null if a node is no cast. */
  private static Node cast(Node node) {
    if (node.is("FUNCEXPR")) {
      boolean written = node.number("funcformat") == 1 || node.number("funcformat") == 2;
      return written && !node.nodes("args").isEmpty() ? node.nodes("args").get(0) : null;
    }
    boolean cast =
        node.is("COERCEVIAIO", "ARRAYCOERCEEXPR", "ARRAYCOERCE", "RELABELTYPE", "COERCETODOMAIN");
    return cast ? node.node("arg") : null;
  }

  private static boolean isParameter(Node node) {
    return node.is("PARAM") && node.number("paramkind") == 0;
  }

  /** The numbers of the parameters in an expression, those of queries in it too. */
  static List<Integer> parameters(Node expression) {
    return expression == null
        ? List.of()
        : expression
            .all()
            .filter(ParameterUse::isParameter)
            .map(node -> (int) node.number("paramid"))
            .toList();
  }
}
