package dev.lintel.tools.review.rules;

import dev.lintel.tools.review.catalog.Catalog;
import dev.lintel.tools.review.query.Node;
import dev.lintel.tools.review.query.Query;
import dev.lintel.tools.review.query.Query.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How many rows a query can give, from keys and conditions: a table whose key is given has one row,
 * and then its columns are given too.
 */
final class Bounds {

  private static final int RELATION = 0;

  /** What is asked of a thing in FROM. */
  private enum Ask {
    /** Whether it has one row at most. */
    ONE_ROW,
    /** Whether it has as many rows as the caller gave values at most. */
    BOUND,
    /** Whether two of its rows that agree in the given columns agree in all. */
    SAME
  }

  private final Query query;
  private final Catalog catalog;

  Bounds(Query query, Catalog catalog) {
    this.query = query;
    this.catalog = catalog;
  }

  /** Whether keys, or an aggregate over all, leave one row at most. */
  boolean isOneRow() {
    return isAggregate() || !isUnion() && allKnown(new HashSet<>(), Ask.ONE_ROW);
  }

  /** The same, or it takes no more than the first. */
  boolean givesOneRow() {
    return isOneRow()
        || Constants.number(query.node().node("limitCount")).filter(rows -> rows <= 1).isPresent();
  }

  /** Whether one of the things in its FROM has one row at most. */
  boolean isOneRowOf(int range) {
    return known(new HashSet<>(), Ask.ONE_ROW).contains(range);
  }

  /** Whether its rows are those of a list of keys. */
  boolean isByKeys() {
    return !isUnion() && allKnown(new HashSet<>(), Ask.BOUND);
  }

  /** Whether it has a limit, or finds its rows by a list of keys. */
  boolean isBounded() {
    Node limit = query.node().node("limitCount");
    if (limit != null && isGiven(limit)) {
      return true;
    }
    if (isUnion()) {
      return query.ranges().stream()
          .map(range -> range.node("subquery"))
          .filter(below -> below != null)
          .allMatch(below -> new Bounds(query.at(below), catalog).isBounded());
    }
    return isAggregate() || allKnown(new HashSet<>(), Ask.BOUND);
  }

  /**
   * The things in FROM of which two rows that agree in the given columns agree in all.
   *
   * @param given gets what follows from it too
   */
  Set<Integer> settledBy(Set<Place> given) {
    return known(given, Ask.SAME);
  }

  boolean isUnion() {
    return query.node().node("setOperations") != null;
  }

  boolean isAggregate() {
    return query.node().flag("hasAggs") && query.node().nodes("groupClause").isEmpty();
  }

  /** Not what a query tells, nor NULL, which is no limit. */
  private static boolean isGiven(Node limit) {
    return limit.all().noneMatch(node -> node.is("SUBLINK") || Constants.isNull(node));
  }

  /**
   * @param given columns that are known from the start
   * @param ask with {@link Ask#BOUND} a column is known also if it is one of a list of values
   */
  private boolean allKnown(Set<Place> given, Ask ask) {
    return known(given, ask).containsAll(query.joined());
  }

  private Set<Integer> known(Set<Place> given, Ask ask) {
    List<Integer> ranges = query.joined();
    Set<Integer> known = new HashSet<>();
    boolean more = true;
    while (more) {
      more = false;
      for (Node condition : query.joinConditions()) {
        addGiven(condition, given, known, ask);
      }
      for (int range : ranges) {
        if (!known.contains(range) && isKnown(range, given, ask)) {
          known.add(range);
          more = true;
        }
      }
    }
    return known;
  }

  private void addGiven(Node condition, Set<Place> given, Set<Integer> known, Ask ask) {
    List<Node> sides = condition.nodes("args");
    if (condition.is("SUBLINK") && ask == Ask.BOUND && condition.node("testexpr") != null) {
      Query below = query.at(condition.node("subselect"));
      List<Node> test = condition.node("testexpr").nodes("args");
      if (below != null && !test.isEmpty() && new Bounds(below, catalog).isBounded()) {
        query.place(test.get(0)).ifPresent(given::add);
      }
      return;
    }
    if (sides.size() != 2 || !"=".equals(catalog.operator(condition.number("opno")))) {
      return;
    }
    boolean list = condition.is("SCALARARRAYOPEXPR");
    if (list && ask != Ask.BOUND && !isOfOne(sides.get(1))) {
      return;
    }
    if (condition.is("OPEXPR") || list) {
      add(sides.get(0), sides.get(1), given, known);
      if (!list) {
        add(sides.get(1), sides.get(0), given, known);
      }
    }
  }

  private static boolean isOfOne(Node array) {
    Node value = Query.stripped(array);
    return value.is("ARRAYEXPR") && value.nodes("elements").size() == 1;
  }

  private void add(Node one, Node other, Set<Place> given, Set<Integer> known) {
    Optional<Place> place = query.place(one);
    if (place.isPresent()
        && query.placesIn(other).allMatch(p -> known.contains(p.range()) || given.contains(p))) {
      given.add(place.get());
    }
  }

  private boolean isKnown(int number, Set<Place> given, Ask ask) {
    Node range = query.ranges().get(number - 1);
    Set<Integer> columns = new HashSet<>();
    given.stream().filter(p -> p.range() == number).forEach(p -> columns.add(p.attribute()));
    if (ask == Ask.SAME && columns.size() >= width(range)) {
      return true;
    }
    if (range.number("rtekind") == RELATION) {
      return catalog.table(range.number("relid")).filter(t -> t.isKey(columns)).isPresent();
    }
    Optional<Query> below = query.below(range);
    if (below.isEmpty()) {
      return ask == Ask.BOUND;
    }
    Bounds bounds = new Bounds(below.get(), catalog);
    return bounds.givesOneRow()
        || ask == Ask.BOUND && bounds.isBounded() && columns.isEmpty()
        || hasKeys(below.get(), number, given);
  }

  private static int width(Node range) {
    Node names = range.node("eref");
    return names != null && names.fields().get("colnames") instanceof List<?> columns
        ? columns.size()
        : Integer.MAX_VALUE;
  }

  /** Whether the outputs that are given hold the key of every table that a subquery reads. */
  private boolean hasKeys(Query below, int number, Set<Place> given) {
    Map<Long, Set<Integer>> columns = new HashMap<>();
    List<Node> outputs = below.outputs();
    for (Place place : given) {
      if (place.range() == number && place.attribute() <= outputs.size()) {
        below
            .column(outputs.get(place.attribute() - 1).node("expr"))
            .ifPresent(
                c -> columns.computeIfAbsent(c.table(), t -> new HashSet<>()).add(c.number()));
      }
    }
    List<Long> tables = new ArrayList<>();
    below.all().forEach(q -> tables.addAll(q.tables()));
    return !columns.isEmpty()
        && tables.stream()
            .allMatch(
                table ->
                    catalog
                        .table(table)
                        .filter(t -> t.isKey(columns.getOrDefault(table, Set.of())))
                        .isPresent());
  }
}
