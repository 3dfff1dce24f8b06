package dev.lintel.tools.review.rules;

import dev.lintel.tools.review.catalog.Catalog;
import dev.lintel.tools.review.query.Node;
import dev.lintel.tools.review.query.Query;
import dev.lintel.tools.review.query.Query.Place;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the conditions of a query, all taken together, leave of each column. */
final class Allowed {

  private static final long BOOLEAN = 16;

  private final Query query;
  private final Catalog catalog;
  private final Set<Place> nulls = new HashSet<>();
  private final Set<Place> notNulls = new HashSet<>();
  private final Map<Place, Set<Object>> values = new HashMap<>();
  private boolean nothing;

  Allowed(Query query, Catalog catalog) {
    this.query = query;
    this.catalog = catalog;
    query.conditions().forEach(this::add);
  }

  /** Whether some column can have no value at all. */
  boolean isNothing() {
    return nothing
        || nulls.stream().anyMatch(notNulls::contains)
        || values.values().stream().anyMatch(Set::isEmpty);
  }

  private void add(Node condition) {
    if (condition.is("NULLTEST")) {
      Set<Place> places = condition.number("nulltesttype") == 0 ? nulls : notNulls;
      query.place(condition.node("arg")).ifPresent(places::add);
      nothing |= new RowConditions(query, catalog).isNullOfNotNull(condition);
    } else if (isComparison(condition)) {
      List<Node> sides = condition.nodes("args");
      sides.forEach(side -> query.place(side).ifPresent(notNulls::add));
      if ("=".equals(catalog.operator(condition.number("opno")))) {
        allow(sides.get(0), sides.get(1));
        allow(sides.get(1), sides.get(0));
      }
    }
  }

  private static boolean isComparison(Node condition) {
    return condition.nodes("args").size() == 2
        && (condition.is("OPEXPR") && condition.number("opresulttype") == BOOLEAN
            || condition.is("SCALARARRAYOPEXPR") && condition.flag("useOr"));
  }

  /** Values of two types are never compared here: what is one may be the other. */
  private void allow(Node column, Node other) {
    Optional<Place> place = query.place(column);
    Set<Object> allowed = constants(other);
    if (place.isEmpty() || allowed.isEmpty()) {
      return;
    }
    Set<Object> before = values.get(place.get());
    if (before == null) {
      values.put(place.get(), allowed);
    } else if (before.isEmpty() || type(before).equals(type(allowed))) {
      before.retainAll(allowed);
    }
  }

  private static Object type(Set<Object> constants) {
    return ((List<?>) constants.iterator().next()).get(0);
  }

  /** Empty if any is no constant. */
  private static Set<Object> constants(Node expression) {
    Node value = Query.stripped(expression);
    List<Node> elements = value.is("ARRAYEXPR") ? value.nodes("elements") : List.of(value);
    Set<Object> constants = new HashSet<>();
    for (Node element : elements) {
      Optional<Object> constant = Constants.value(element);
      if (constant.isEmpty()) {
        return Set.of();
      }
      constants.add(constant.get());
    }
    return constants;
  }
}
