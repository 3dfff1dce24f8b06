package dev.lintel.tools.review.examination;

import dev.lintel.tools.review.catalog.Catalog;
import dev.lintel.tools.review.catalog.Table;
import dev.lintel.tools.review.query.Node;
import dev.lintel.tools.review.query.Query;
import dev.lintel.tools.review.query.Query.Place;
import dev.lintel.tools.schema.Identifier;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Indexes that might serve a statement, from what it compares and sorts. */
final class IndexCandidates {

  private static final Set<String> RANGES = Set.of("<", ">", "<=", ">=");

  private final Catalog catalog;
  private final Table table;

  IndexCandidates(Catalog catalog, Table table) {
    this.catalog = catalog;
    this.table = table;
  }

  /** To find rows of the table: key lists as CREATE INDEX takes them, the most telling first. */
  Set<String> toFind(Query statement) {
    Set<String> candidates = new LinkedHashSet<>();
    forEachUse(
        statement,
        (query, range) -> {
          Set<Integer> given = new LinkedHashSet<>();
          Set<Integer> joined = new LinkedHashSet<>();
          Set<Integer> between = new LinkedHashSet<>();
          for (Node condition : query.joinConditions()) {
            add(query, range, condition, given, joined, between);
          }
          addTo(candidates, names(given), names(between));
          addTo(candidates, names(given), List.of());
          addTo(candidates, names(joined), names(given));
          addTo(candidates, names(joined), List.of());
          addTo(candidates, List.of(), names(between));
        });
    return candidates;
  }

  /** To give rows of the table in order. */
  Set<String> toSort(Query statement) {
    Set<String> candidates = new LinkedHashSet<>();
    forEachUse(
        statement,
        (query, range) -> {
          Optional<List<String>> sorted = sorted(query, range);
          if (sorted.isPresent() && !sorted.get().isEmpty()) {
            Set<Integer> given = new LinkedHashSet<>();
            for (Node condition : query.joinConditions()) {
              add(query, range, condition, given, new LinkedHashSet<>(), new LinkedHashSet<>());
            }
            addTo(candidates, names(given), sorted.get());
            addTo(candidates, List.of(), sorted.get());
          }
        });
    return candidates;
  }

  private interface Use {
    void see(Query query, int range);
  }

  private void forEachUse(Query statement, Use use) {
    statement
        .all()
        .forEach(
            query ->
                IntStream.rangeClosed(1, query.ranges().size())
                    .filter(n -> query.ranges().get(n - 1).number("relid") == table.oid())
                    .forEach(n -> use.see(query, n)));
  }

  private void add(
      Query query,
      int range,
      Node condition,
      Set<Integer> given,
      Set<Integer> joined,
      Set<Integer> between) {
    List<Node> sides = condition.nodes("args");
    if (!condition.is("OPEXPR", "SCALARARRAYOPEXPR") || sides.size() != 2) {
      return;
    }
    String operator = catalog.operator(condition.number("opno"));
    for (int i = 0; i < 2; i++) {
      Optional<Place> place = query.place(sides.get(i)).filter(p -> p.range() == range);
      List<Place> others = query.placesIn(sides.get(1 - i)).toList();
      if (place.isEmpty() || others.stream().anyMatch(p -> p.range() == range)) {
        continue;
      }
      if (operator.equals("=")) {
        (others.isEmpty() ? given : joined).add(place.get().attribute());
      } else if (RANGES.contains(operator) && others.isEmpty()) {
        between.add(place.get().attribute());
      }
    }
  }

  /** Its sort keys with their direction; empty if one is no column of the table. */
  private Optional<List<String>> sorted(Query query, int range) {
    List<String> keys = new ArrayList<>();
    for (Node clause : query.node().nodes("sortClause")) {
      Optional<Place> place =
          query.node().nodes("targetList").stream()
              .filter(entry -> entry.number("ressortgroupref") == clause.number("tleSortGroupRef"))
              .findFirst()
              .flatMap(entry -> query.place(entry.node("expr")))
              .filter(p -> p.range() == range);
      if (place.isEmpty()) {
        return Optional.empty();
      }
      boolean down = catalog.operator(clause.number("sortop")).equals(">");
      boolean nullsFirst = clause.flag("nulls_first");
      keys.add(
          name(place.get().attribute())
              + (down ? " DESC" : "")
              + (nullsFirst == down ? "" : nullsFirst ? " NULLS FIRST" : " NULLS LAST"));
    }
    return Optional.of(keys);
  }

  private List<String> names(Set<Integer> columns) {
    return columns.stream().map(this::name).toList();
  }

  private String name(int column) {
    return table.column(column).map(c -> Identifier.written(c.name())).orElse("ctid");
  }

  /** A sort key on a column that is given already says nothing. */
  private static void addTo(Set<String> candidates, List<String> first, List<String> then) {
    List<String> keys = new ArrayList<>(first);
    then.stream().filter(key -> !first.contains(key.split(" ")[0])).forEach(keys::add);
    if (!keys.isEmpty()) {
      candidates.add(keys.stream().distinct().collect(Collectors.joining(", ")));
    }
  }
}
