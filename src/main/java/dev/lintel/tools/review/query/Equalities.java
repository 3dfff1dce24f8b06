package dev.lintel.tools.review.query;

import dev.lintel.tools.review.query.Query.Origin;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongPredicate;

/** Which columns of a statement have one value wherever it finds a row, as they are joined by =. */
final class Equalities {

  private final Map<Origin, Set<Origin>> classes = new HashMap<>();

  private Equalities() {}

  /**
   * @param equality whether an operator, by its oid, is =
   */
  static Equalities of(Query statement, LongPredicate equality) {
    Equalities equalities = new Equalities();
    statement
        .all()
        .forEach(
            query ->
                query.joinConditions().stream()
                    .filter(node -> node.is("OPEXPR") && equality.test(node.number("opno")))
                    .map(node -> node.nodes("args"))
                    .filter(sides -> sides.size() == 2)
                    .forEach(sides -> equalities.join(query, sides)));
    return equalities;
  }

  private void join(Query query, List<Node> sides) {
    query
        .origin(sides.get(0))
        .ifPresent(one -> query.origin(sides.get(1)).ifPresent(other -> join(one, other)));
  }

  private void join(Origin one, Origin other) {
    Set<Origin> joined = new LinkedHashSet<>(of(one));
    joined.addAll(of(other));
    joined.forEach(origin -> classes.put(origin, joined));
  }

  /** This one and all that equal it. */
  Set<Origin> of(Origin origin) {
    return classes.getOrDefault(origin, Set.of(origin));
  }
}
