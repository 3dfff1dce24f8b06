package dev.lintel.tools.review.rules;

import dev.lintel.tools.review.examination.Examined;
import dev.lintel.tools.review.examination.Examined.OfBranch;
import dev.lintel.tools.review.query.Node;
import dev.lintel.tools.review.query.Query;
import dev.lintel.tools.review.query.Query.Place;
import dev.lintel.tools.schema.Finding.Severity;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Tables side by side with nothing that connects them: every row with every row. */
final class CartesianJoin extends BranchRule {

  private static final int RELATION = 0;

  CartesianJoin() {
    super(Severity.ERROR, "cartesian-join");
  }

  @Override
  void check(Examined statement, OfBranch branch, Context context, Findings findings) {
    branch
        .part()
        .query()
        .all()
        .filter(query -> query.node().node("setOperations") == null)
        .forEach(
            query -> {
              List<Set<Integer>> groups = groups(query, context);
              if (groups.size() > 1) {
                findings.add(
                    branch.review().label(),
                    null,
                    "nothing connects "
                        + groups.stream()
                            .map(g -> names(query, g))
                            .sorted()
                            .collect(Collectors.joining(" and "))
                        + ": every row meets every row",
                    "add the join condition");
              }
            });
  }

  /** The ranges of more than a row, by what a condition connects. */
  private static List<Set<Integer>> groups(Query query, Context context) {
    List<Set<Integer>> groups = new ArrayList<>();
    for (int range : query.joined()) {
      groups.add(new HashSet<>(Set.of(range)));
    }
    List<Node> connecting = new ArrayList<>(query.joinConditions());
    query.ranges().stream().filter(range -> range.flag("lateral")).forEach(connecting::add);
    for (int number : query.joined()) {
      Node range = query.ranges().get(number - 1);
      if (range.flag("lateral") || !range.nodes("functions").isEmpty()) {
        merge(groups, number, query.placesIn(range).map(Place::range).toList());
      }
    }
    for (Node condition : connecting) {
      List<Integer> met = query.placesIn(condition).map(Place::range).distinct().toList();
      if (!met.isEmpty()) {
        merge(groups, met.get(0), met);
      }
    }
    groups.removeIf(group -> group.stream().allMatch(r -> isSmall(query, r, context)));
    return groups;
  }

  private static void merge(List<Set<Integer>> groups, int one, List<Integer> others) {
    Set<Integer> joined = new HashSet<>(others);
    joined.add(one);
    Set<Integer> merged = new HashSet<>();
    groups.removeIf(
        group -> {
          boolean meets = group.stream().anyMatch(joined::contains);
          if (meets) {
            merged.addAll(group);
          }
          return meets;
        });
    groups.add(merged);
  }

  /** No table of several rows: values, a function, a row by its key, or an aggregate. */
  private static boolean isSmall(Query query, int number, Context context) {
    Node range = query.ranges().get(number - 1);
    if (range.number("rtekind") == RELATION) {
      return context.catalog().table(range.number("relid")).filter(t -> t.rows() > 1).isEmpty()
          || new Bounds(query, context.catalog()).isOneRowOf(number);
    }
    return query
        .below(range)
        .map(below -> new Bounds(below, context.catalog()).isBounded())
        .orElse(true);
  }

  private static String names(Query query, Set<Integer> group) {
    return group.stream()
        .sorted()
        .map(number -> query.ranges().get(number - 1).node("eref"))
        .map(name -> name == null ? "?" : name.text("aliasname"))
        .collect(Collectors.joining(", "));
  }
}
