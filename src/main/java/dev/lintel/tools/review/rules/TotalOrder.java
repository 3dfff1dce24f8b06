package dev.lintel.tools.review.rules;

import dev.lintel.tools.review.catalog.Catalog;
import dev.lintel.tools.review.query.Node;
import dev.lintel.tools.review.query.Query;
import dev.lintel.tools.review.query.Query.Place;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Whether the order of a query leaves ties that make a difference. */
final class TotalOrder {

  private final Query query;
  private final Bounds bounds;

  TotalOrder(Query query, Catalog catalog) {
    this.query = query;
    this.bounds = new Bounds(query, catalog);
  }

  /**
   * Whether rows that are equal in what it sorts by are equal in all that is selected, so that it
   * makes no difference which of them are taken.
   */
  boolean isTotal() {
    if (bounds.isAggregate()) {
      return true;
    }
    Set<Long> sorted = new HashSet<>();
    query.node().nodes("sortClause").forEach(key -> sorted.add(key.number("tleSortGroupRef")));
    if (areIn(sorted, query.node().nodes("distinctClause"))) {
      return true;
    }
    if (bounds.isUnion()) {
      return query.targets().stream()
          .allMatch(entry -> sorted.contains(entry.number("ressortgroupref")));
    }
    Set<Place> given = new HashSet<>();
    entries(sorted).forEach(entry -> query.place(entry.node("expr")).ifPresent(given::add));
    Set<Integer> known = bounds.settledBy(given);
    if (known.containsAll(query.joined())) {
      return true;
    }
    List<Node> groups = query.node().nodes("groupClause");
    if (!groups.isEmpty()) {
      Set<Long> keys = new HashSet<>();
      groups.forEach(group -> keys.add(group.number("tleSortGroupRef")));
      return entries(keys).allMatch(entry -> isSettled(entry, sorted, given, known));
    }
    return query.node().nodes("rowMarks").isEmpty()
        && query.targets().stream().allMatch(entry -> isSettled(entry, sorted, given, known));
  }

  private static boolean areIn(Set<Long> sorted, List<Node> keys) {
    return !keys.isEmpty()
        && keys.stream().allMatch(key -> sorted.contains(key.number("tleSortGroupRef")));
  }

  private Stream<Node> entries(Set<Long> references) {
    return query.node().nodes("targetList").stream()
        .filter(entry -> references.contains(entry.number("ressortgroupref")));
  }

  /** Whether rows that are equal in what is sorted by are equal in this. */
  private boolean isSettled(Node entry, Set<Long> sorted, Set<Place> given, Set<Integer> known) {
    return sorted.contains(entry.number("ressortgroupref"))
        || entry.all().noneMatch(node -> node.is("WINDOWFUNC"))
            && query
                .placesIn(entry.node("expr"))
                .allMatch(place -> known.contains(place.range()) || given.contains(place));
  }
}
