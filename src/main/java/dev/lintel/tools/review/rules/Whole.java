package dev.lintel.tools.review.rules;

import dev.lintel.tools.review.catalog.Table;
import dev.lintel.tools.review.query.Query;
import dev.lintel.tools.review.query.Query.Command;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Tables of which a statement asks for all rows: other rules tell of the missing bound, and no
 * index can help.
 */
final class Whole {

  static final String KEEP_NUMBER =
      "keep the number in a table, or take the server's estimate: reltuples in pg_class";

  private Whole() {}

  /** Their oids. A table that the statement also asks for some rows of is not among them. */
  static Set<Long> tables(Query statement) {
    Set<Long> whole = new HashSet<>();
    Set<Long> others = new HashSet<>();
    statement.all().forEach(query -> (asksForAll(query) ? whole : others).addAll(read(query)));
    whole.removeAll(others);
    return whole;
  }

  /** Those of which it asks for nothing but a number made of all rows. */
  static boolean isCounted(Query statement, Table table) {
    List<Query> reading =
        statement.all().filter(query -> read(query).contains(table.oid())).toList();
    return !reading.isEmpty()
        && reading.stream()
            .allMatch(
                query ->
                    query.joined().size() == 1
                        && query.conditions().isEmpty()
                        && query.node().flag("hasAggs"));
  }

  private static List<Long> read(Query query) {
    boolean inserts = query.command() == Command.INSERT;
    return query.tables().stream()
        .filter(table -> !inserts || !query.target().filter(table::equals).isPresent())
        .toList();
  }

  private static boolean asksForAll(Query query) {
    if (query.joined().size() != 1 || !query.conditions().isEmpty()) {
      return false;
    }
    return switch (query.command()) {
      case UPDATE, DELETE -> true;
      case SELECT -> isResult(query) && !isGathered(query);
      default -> false;
    };
  }

  /** Whether its rows are those of the statement, or are inserted. */
  private static boolean isResult(Query query) {
    Query outer = query.outer();
    return outer == null
        || outer.ranges().stream().anyMatch(range -> range.node("subquery") == query.node())
            && (outer.command() == Command.INSERT
                || outer.node().node("setOperations") != null && isResult(outer));
  }

  private static boolean isGathered(Query query) {
    return query.node().flag("hasAggs")
        || query.node().node("limitCount") != null
        || !query.node().nodes("groupClause").isEmpty()
        || !query.node().nodes("distinctClause").isEmpty();
  }
}
