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
 * How many rows a query can give, and whether their order is total, from keys and conditions: a
 * table whose key is given has one row, and then its columns are given too.
 */
final class Bounds {

  private static final int RELATION = 0;

  private final Query query;
  private final Catalog catalog;

  Bounds(Query query, Catalog catalog) {
    this.query = query;
    this.catalog = catalog;
  }

  /** Whether keys, or an aggregate over all, leave one row at most. */
  boolean isOneRow() {
    return isAggregate() || !isUnion() && allKnown(new HashSet<>(), false);
  }

  /** Whether one of the things in its FROM has one row at most. */
  boolean isOneRowOf(int range) {
    return known(new HashSet<>(), false).contains(range);
  }

  /** Whether its rows are those of a list of keys. */
  boolean isByKeys() {
    return !isUnion() && allKnown(new HashSet<>(), true);
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
    return isAggregate() || allKnown(new HashSet<>(), true);
  }

  /** Whether no two rows are equal in what it sorts by. */
  boolean isTotallyOrdered() {
    if (isOneRow()) {
      return true;
    }
    Set<Long> sorted = new HashSet<>();
    query.node().nodes("sortClause").forEach(key -> sorted.add(key.number("tleSortGroupRef")));
    for (String clause : List.of("groupClause", "distinctClause")) {
      List<Node> keys = query.node().nodes(clause);
      if (!keys.isEmpty()
          && keys.stream().allMatch(key -> sorted.contains(key.number("tleSortGroupRef")))) {
        return true;
      }
    }
    if (isUnion() || !query.node().nodes("groupClause").isEmpty()) {
      return query.targets().stream()
          .allMatch(entry -> sorted.contains(entry.number("ressortgroupref")));
    }
    Set<Place> given = new HashSet<>();
    query.node().nodes("targetList").stream()
        .filter(entry -> sorted.contains(entry.number("ressortgroupref")))
        .forEach(entry -> query.place(entry.node("expr")).ifPresent(given::add));
    return allKnown(given, true);
  }

  private boolean isUnion() {
    return query.node().node("setOperations") != null;
  }

  private boolean isAggregate() {
    return query.node().flag("hasAggs") && query.node().nodes("groupClause").isEmpty();
  }

  /** A number or a parameter, not an expression that can be anything. */
  private static boolean isGiven(Node limit) {
    Node value = limit;
    while (value.is("FUNCEXPR", "RELABELTYPE", "COERCEVIAIO")) {
      List<Node> arguments = value.is("FUNCEXPR") ? value.nodes("args") : value.nodes("arg");
      if (arguments.size() != 1) {
        return false;
      }
      value = arguments.get(0);
    }
    return value.is("PARAM") || value.is("CONST") && !value.flag("constisnull");
  }

  /**
   * @param given columns that are known from the start
   * @param lists whether a column is known also if it is one of a list of values
   */
  private boolean allKnown(Set<Place> given, boolean lists) {
    return known(given, lists).containsAll(query.joined());
  }

  private Set<Integer> known(Set<Place> given, boolean lists) {
    List<Integer> ranges = query.joined();
    Set<Integer> known = new HashSet<>();
    boolean more = true;
    while (more) {
      more = false;
      for (Node condition : query.joinConditions()) {
        addGiven(condition, given, known, lists);
      }
      for (int range : ranges) {
        if (!known.contains(range) && isKnown(range, given, lists)) {
          known.add(range);
          more = true;
        }
      }
    }
    return known;
  }

  private void addGiven(Node condition, Set<Place> given, Set<Integer> known, boolean lists) {
    List<Node> sides = condition.nodes("args");
    if (condition.is("SUBLINK") && lists && condition.node("testexpr") != null) {
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
    if (list && !lists && !isOfOne(sides.get(1))) {
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

  private boolean isKnown(int number, Set<Place> given, boolean lists) {
    Node range = query.ranges().get(number - 1);
    if (range.number("rtekind") == RELATION) {
      Set<Integer> columns = new HashSet<>();
      given.stream().filter(p -> p.range() == number).forEach(p -> columns.add(p.attribute()));
      return catalog.table(range.number("relid")).filter(t -> t.isKey(columns)).isPresent();
    }
    Optional<Query> below = query.below(range);
    if (below.isEmpty()) {
      return lists;
    }
    Bounds bounds = new Bounds(below.get(), catalog);
    return bounds.isOneRow()
        || lists && bounds.isBounded() && given.stream().noneMatch(p -> p.range() == number)
        || hasKeys(below.get(), number, given);
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
