package dev.lintel.tools.review.examination;

import dev.lintel.tools.review.catalog.Catalog;
import dev.lintel.tools.review.catalog.ForeignKey;
import dev.lintel.tools.review.catalog.Table;
import dev.lintel.tools.review.plan.PlanNode;
import dev.lintel.tools.review.plan.Planner;
import dev.lintel.tools.review.query.Query;
import dev.lintel.tools.review.query.Query.Command;
import dev.lintel.tools.review.result.ForeignKeyPlan;
import dev.lintel.tools.schema.Identifier;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The queries that foreign keys run for each row that is deleted or gets another key. EXPLAIN does
 * not show them.
 */
final class ForeignKeyChecks {

  private final Catalog catalog;
  private final Planner planner;
  private final Map<ForeignKey, PlanNode> plans = new HashMap<>();

  ForeignKeyChecks(Catalog catalog, Planner planner) {
    this.catalog = catalog;
    this.planner = planner;
  }

  /** Those that a statement sets off, with those that cascade from them. */
  List<ForeignKeyPlan> of(Query statement) throws SQLException {
    Set<ForeignKey> keys = new HashSet<>();
    List<ForeignKeyPlan> found = new ArrayList<>();
    for (Query query : statement.all().toList()) {
      if (query.target().isEmpty()) {
        continue;
      }
      boolean deletes = query.command() == Command.DELETE || query.command() == Command.MERGE;
      Set<Integer> written = written(query);
      for (ForeignKey key : catalog.foreignKeysTo(query.target().get())) {
        boolean changes =
            query.command() == Command.UPDATE
                && key.referencedColumns().stream().anyMatch(written::contains);
        if (deletes || changes) {
          follow(key, deletes ? key.onDelete() : key.onUpdate(), keys, found);
        }
      }
    }
    return found;
  }

  private static Set<Integer> written(Query query) {
    return query.targets().stream()
        .map(entry -> (int) entry.number("resno"))
        .collect(Collectors.toSet());
  }

  private void follow(
      ForeignKey key, String action, Set<ForeignKey> seen, List<ForeignKeyPlan> found)
      throws SQLException {
    if (!seen.add(key) || catalog.table(key.table()).isEmpty()) {
      return;
    }
    Table table = catalog.table(key.table()).get();
    found.add(new ForeignKeyPlan(key.name(), table.qualifiedName(), action, plan(key, table)));
    if (action.equals("CASCADE")) {
      for (ForeignKey next : catalog.foreignKeysTo(key.table())) {
        follow(next, next.onDelete(), seen, found);
      }
    }
  }

  private PlanNode plan(ForeignKey key, Table table) throws SQLException {
    PlanNode plan = plans.get(key);
    if (plan == null) {
      plan = planner.generic(query(key, table), types(key));
      plans.put(key, plan);
    }
    return plan;
  }

  /** As the server's triggers write it. */
  private static String query(ForeignKey key, Table table) {
    StringBuilder sql = new StringBuilder("SELECT 1 FROM ");
    sql.append(table.partitioned() ? "" : "ONLY ")
        .append(Identifier.quoted(table.schema()))
        .append('.')
        .append(Identifier.quoted(table.name()))
        .append(" AS x WHERE ");
    for (int i = 0; i < key.columns().size(); i++) {
      String name = table.column(key.columns().get(i)).orElseThrow().name();
      sql.append(i == 0 ? "" : " AND ")
          .append("$" + (i + 1) + " OPERATOR(pg_catalog.=) x.")
          .append(Identifier.quoted(name));
    }
    return sql.append(" FOR KEY SHARE OF x").toString();
  }

  private List<String> types(ForeignKey key) {
    Table referenced = catalog.table(key.referenced()).orElseThrow();
    return key.referencedColumns().stream()
        .map(number -> referenced.column(number).orElseThrow().type())
        .toList();
  }
}
