package dev.lintel.tools.review.rules;

import dev.lintel.tools.review.catalog.Catalog;
import dev.lintel.tools.review.catalog.Column;
import dev.lintel.tools.review.query.Node;
import dev.lintel.tools.review.query.Query;
import dev.lintel.tools.review.query.Query.Place;
import java.util.Optional;
import java.util.Set;

/** Which conditions of a query choose between rows, and which only look as if they did. */
final class RowConditions {

  /** True for a row compared with itself. */
  private static final Set<String> REFLEXIVE = Set.of("=", "<=", ">=");

  private static final int RELATION = 0;

  private final Query query;
  private final Catalog catalog;

  RowConditions(Query query, Catalog catalog) {
    this.query = query;
    this.catalog = catalog;
  }

  /**
   * Whether a condition leaves out rows of a table. {@code 1 = 1}, {@code id = id}, {@code x LIKE
   * '%'} and {@code #{x} IS NULL OR …} do not.
   *
   * @param range the number of the table in FROM
   */
  boolean bounds(Node condition, int range) {
    Optional<Boolean> truth = Constants.truth(condition, catalog);
    if (truth.isPresent()) {
      return !truth.get();
    }
    if (condition.is("BOOLEXPR") && !"not".equals(condition.text("boolop"))) {
      return "or".equals(condition.text("boolop"))
          ? condition.nodes("args").stream().allMatch(part -> bounds(part, range))
          : condition.nodes("args").stream().anyMatch(part -> bounds(part, range));
    }
    return condition.is("CURRENTOFEXPR")
        || query.placesIn(condition).anyMatch(place -> place.range() == range)
            && !isAlwaysNotNull(condition)
            && !isItself(condition)
            && !isAnything(condition);
  }

  /** Whether no row at all meets a condition because it asks for NULL where none can be. */
  boolean isNullOfNotNull(Node condition) {
    return condition.is("NULLTEST")
        && condition.number("nulltesttype") == 0
        && isNotNull(condition.node("arg"));
  }

  private boolean isAlwaysNotNull(Node condition) {
    return condition.is("NULLTEST")
        && condition.number("nulltesttype") == 1
        && isNotNull(condition.node("arg"));
  }

  private boolean isNotNull(Node expression) {
    return query
        .place(expression)
        .filter(place -> !query.optional().contains(place.range()))
        .flatMap(this::column)
        .filter(column -> !column.nullable())
        .isPresent();
  }

  private Optional<Column> column(Place place) {
    Node range = query.ranges().get(place.range() - 1);
    return range.number("rtekind") == RELATION
        ? catalog.column(range.number("relid"), place.attribute())
        : Optional.empty();
  }

  /** {@code x = x}, and {@code x = coalesce(#{x}, x)}. */
  private boolean isItself(Node condition) {
    if (!condition.is("OPEXPR")
        || condition.nodes("args").size() != 2
        || !REFLEXIVE.contains(catalog.operator(condition.number("opno")))) {
      return false;
    }
    Node left = condition.nodes("args").get(0);
    Node right = condition.nodes("args").get(1);
    return isItself(left, right) || isItself(right, left);
  }

  private boolean isItself(Node one, Node other) {
    Optional<Place> place = query.place(one);
    Node value = Query.stripped(other);
    return place.isPresent()
        && (place.equals(query.place(value))
            || value.is("COALESCEEXPR")
                && value.nodes("args").stream().map(query::place).anyMatch(place::equals));
  }

  private boolean isAnything(Node condition) {
    return condition.is("OPEXPR")
        && catalog.operator(condition.number("opno")).matches("~~\\*?")
        && Constants.text(condition.nodes("args").get(1)).filter(p -> p.matches("%+")).isPresent();
  }
}
