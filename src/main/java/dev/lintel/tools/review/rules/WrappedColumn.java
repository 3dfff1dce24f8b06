package dev.lintel.tools.review.rules;

import dev.lintel.tools.review.catalog.Catalog;
import dev.lintel.tools.review.catalog.Column;
import dev.lintel.tools.review.catalog.Table;
import dev.lintel.tools.review.query.Node;
import dev.lintel.tools.review.query.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A column that is compared only after a function or a cast.
 *
 * @param comparison where it stands
 * @param function its name; of a cast that of the function that casts
 * @param castTo the name of the type; null if it is no cast
 */
record WrappedColumn(
    Comparison comparison, Table table, Column column, String function, String castTo) {

  /** Explicit and implicit; other formats are calls, in their own or SQL's syntax. */
  private static final Set<Long> CASTS = Set.of(1L, 2L);

  /** What can stand around a column, as the server prints its kind. */
  private static final Set<String> WRAPPERS =
      Set.of(
          "FUNCEXPR",
          "COERCEVIAIO",
          "OPEXPR",
          "COALESCE",
          "COALESCEEXPR",
          "MINMAX",
          "MINMAXEXPR",
          "NULLIFEXPR");

  /** Operators by which an index finds rows. */
  private static final Set<String> SEARCHES = Set.of("=", "<", ">", "<=", ">=", "~~");

  /** Whether an index begins with the column, and so would serve if it stood alone. */
  boolean isIndexed() {
    return table.indexes().stream()
        .anyMatch(
            index ->
                index.valid()
                    && !index.columns().isEmpty()
                    && index.columns().get(0) == column.number());
  }

  boolean isCast() {
    return castTo != null;
  }

  /**
   * All in the conditions of a statement, the other side of which is no column of the same table.
   */
  static List<WrappedColumn> in(Query statement, Catalog catalog) {
    List<WrappedColumn> found = new ArrayList<>();
    statement.all().forEach(query -> Comparison.in(query).forEach(c -> add(c, catalog, found)));
    return found;
  }

  private static void add(Comparison comparison, Catalog catalog, List<WrappedColumn> found) {
    if (!SEARCHES.contains(catalog.operator(comparison.operator()))) {
      return;
    }
    of(comparison, comparison.left(), comparison.right(), catalog).ifPresent(found::add);
    of(comparison, comparison.right(), comparison.left(), catalog).ifPresent(found::add);
  }

  private static Optional<WrappedColumn> of(
      Comparison comparison, Node side, Node other, Catalog catalog) {
    Node wrapper = Query.stripped(side);
    if (!WRAPPERS.contains(wrapper.kind()) || other.here().anyMatch(n -> n.is("VAR"))) {
      return Optional.empty();
    }
    Node var = firstArgument(wrapper);
    if (var == null) {
      return Optional.empty();
    }
    return comparison
        .query()
        .column(var)
        .flatMap(
            column ->
                catalog
                    .table(column.table())
                    .flatMap(
                        table ->
                            table
                                .column(column.number())
                                .map(found -> of(comparison, table, found, wrapper, catalog))));
  }

  /** Through functions of functions, and casts of casts, to the column; null if there is none. */
  private static Node firstArgument(Node wrapper) {
    for (Node argument : wrapper.is("COERCEVIAIO") ? wrapper.nodes("arg") : wrapper.nodes("args")) {
      Node stripped = Query.stripped(argument);
      if (stripped.is("VAR")) {
        return stripped;
      }
      Node below = WRAPPERS.contains(stripped.kind()) ? firstArgument(stripped) : null;
      if (below != null) {
        return below;
      }
    }
    return null;
  }

  private static WrappedColumn of(
      Comparison comparison, Table table, Column column, Node wrapper, Catalog catalog) {
    if (wrapper.is("COERCEVIAIO")) {
      return new WrappedColumn(
          comparison, table, column, "", catalog.type(wrapper.number("resulttype")));
    }
    String castTo =
        CASTS.contains(wrapper.number("funcformat"))
            ? catalog.type(wrapper.number("funcresulttype"))
            : null;
    return new WrappedColumn(comparison, table, column, name(wrapper, catalog), castTo);
  }

  private static String name(Node wrapper, Catalog catalog) {
    return switch (wrapper.kind()) {
      case "FUNCEXPR" -> catalog.function(wrapper.number("funcid"));
      case "MINMAX", "MINMAXEXPR" -> wrapper.number("op") == 0 ? "greatest" : "least";
      case "OPEXPR" -> catalog.operator(wrapper.number("opno"));
      default -> wrapper.kind().replace("EXPR", "").toLowerCase(Locale.ROOT);
    };
  }
}
