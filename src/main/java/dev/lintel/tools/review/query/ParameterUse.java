package dev.lintel.tools.review.query;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the parameters of a statement are for.
 *
 * @param columns the column that a parameter is compared with, or written to, by its number from 1
 * @param limits the parameters that bound the rows
 * @param offsets the parameters that skip rows
 */
public record ParameterUse(
    Map<Integer, Column> columns, List<Integer> limits, List<Integer> offsets) {

  public static ParameterUse of(Query statement) {
    Map<Integer, Column> columns = new HashMap<>();
    List<Query> queries = statement.all().toList();
    queries.forEach(query -> addComparisons(query, columns));
    queries.forEach(query -> addWrites(query, columns));
    return new ParameterUse(
        columns,
        queries.stream().flatMap(q -> parameters(q.node().node("limitCount")).stream()).toList(),
        queries.stream().flatMap(q -> parameters(q.node().node("limitOffset")).stream()).toList());
  }

  private static void addComparisons(Query query, Map<Integer, Column> columns) {
    query
        .here()
        .filter(node -> node.is("OPEXPR", "SCALARARRAYOPEXPR", "DISTINCTEXPR"))
        .map(node -> node.nodes("args"))
        .filter(sides -> sides.size() == 2)
        .forEach(
            sides -> {
              add(query, sides.get(0), sides.get(1), columns);
              add(query, sides.get(1), sides.get(0), columns);
            });
    query
        .here()
        .filter(node -> node.is("ROWCOMPAREEXPR", "ROWCOMPARE"))
        .forEach(
            row -> {
              List<Node> left = row.nodes("largs");
              List<Node> right = row.nodes("rargs");
              for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
                add(query, left.get(i), right.get(i), columns);
                add(query, right.get(i), left.get(i), columns);
              }
            });
  }

  private static void add(Query query, Node one, Node other, Map<Integer, Column> columns) {
    one.here()
        .filter(node -> node.is("VAR"))
        .findFirst()
        .flatMap(query::column)
        .ifPresent(
            column -> parameters(other).forEach(number -> columns.putIfAbsent(number, column)));
  }

  private static void addWrites(Query query, Map<Integer, Column> columns) {
    if (query.target().isEmpty()) {
      return;
    }
    long table = query.target().get();
    for (Node entry : query.targets()) {
      Column column = new Column(table, (int) entry.number("resno"));
      parameters(entry.node("expr")).forEach(number -> columns.putIfAbsent(number, column));
    }
  }

  /** The numbers of the parameters in an expression, those of queries in it too. */
  static List<Integer> parameters(Node expression) {
    return expression == null
        ? List.of()
        : expression
            .all()
            .filter(node -> node.is("PARAM") && node.number("paramkind") == 0)
            .map(node -> (int) node.number("paramid"))
            .toList();
  }
}
