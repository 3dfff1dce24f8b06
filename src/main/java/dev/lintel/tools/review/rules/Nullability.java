package dev.lintel.tools.review.rules;

import dev.lintel.tools.review.catalog.Catalog;
import dev.lintel.tools.review.catalog.Column;
import dev.lintel.tools.review.query.Node;
import dev.lintel.tools.review.query.Query;
import dev.lintel.tools.review.query.Query.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Which outputs of a query can be NULL, and by which column. */
final class Nullability {

  private static final int RELATION = 0;
  private static final int DEPTH = 20;

  private final Catalog catalog;

  Nullability(Catalog catalog) {
    this.catalog = catalog;
  }

  /**
   * What makes an output of a query NULL, for people; empty if nothing is known to.
   *
   * @param output its number, from 0
   */
  Optional<String> ofOutput(Query query, int output) {
    return ofOutput(query, output, 0);
  }

  private Optional<String> ofOutput(Query query, int output, int depth) {
    if (depth > DEPTH) {
      return Optional.empty();
    }
    for (Query arm : arms(query)) {
      if (output < arm.outputs().size()) {
        Optional<String> found = of(arm, arm.outputs().get(output).node("expr"), depth);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  /** The queries that a set operation puts together; the query itself if it is none. */
  private static List<Query> arms(Query query) {
    if (query.node().node("setOperations") == null) {
      return List.of(query);
    }
    List<Query> arms = new ArrayList<>();
    for (Node range : query.ranges()) {
      query.below(range).ifPresent(below -> arms.addAll(arms(below)));
    }
    return arms;
  }

  private Optional<String> of(Query query, Node expression, int depth) {
    Node value = Query.stripped(expression);
    if (Constants.isNull(value)) {
      return Optional.of("NULL");
    }
    if (value.is("VAR")) {
      return query.place(value).flatMap(place -> of(query, place, depth));
    }
    if (value.is("COALESCEEXPR")) {
      List<Optional<String>> all =
          value.nodes("args").stream().map(argument -> of(query, argument, depth)).toList();
      return all.stream().allMatch(Optional::isPresent) ? all.get(0) : Optional.empty();
    }
    if (value.is("CASEEXPR")) {
      return Stream.concat(
              value.nodes("args").stream().flatMap(when -> when.nodes("result").stream()),
              value.nodes("defresult").stream())
          .flatMap(result -> of(query, result, depth).stream())
          .findFirst();
    }
    if (value.is("NULLIFEXPR")) {
      return Optional.of("nullif(…)");
    }
    if (value.is("OPEXPR", "FUNCEXPR", "COERCEVIAIO")) {
      return value.nodes(value.is("COERCEVIAIO") ? "arg" : "args").stream()
          .flatMap(argument -> of(query, argument, depth).stream())
          .findFirst();
    }
    return Optional.empty();
  }

  private Optional<String> of(Query query, Place place, int depth) {
    Node range = query.ranges().get(place.range() - 1);
    if (excludes(query, place)) {
      return Optional.empty();
    }
    if (range.number("rtekind") != RELATION) {
      return query.below(range).flatMap(below -> ofOutput(below, place.attribute() - 1, depth + 1));
    }
    Optional<Column> column = catalog.column(range.number("relid"), place.attribute());
    boolean optional = query.optional().contains(place.range());
    return column
        .filter(found -> optional || found.nullable())
        .map(
            found ->
                catalog.table(range.number("relid")).orElseThrow().name() + "." + found.name());
  }

  /** Whether a condition lets no NULL through: IS NOT NULL, or any comparison. */
  private static boolean excludes(Query query, Place place) {
    return query.conditions().stream()
        .filter(
            part ->
                part.is("NULLTEST") && part.number("nulltesttype") == 1
                    || part.is("OPEXPR", "SCALARARRAYOPEXPR"))
        .flatMap(Node::children)
        .anyMatch(side -> query.place(side).filter(place::equals).isPresent());
  }
}
