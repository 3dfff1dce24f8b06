package dev.lintel.tools.review.examination;

import dev.lintel.tools.review.catalog.Catalog;
import dev.lintel.tools.review.catalog.ForeignKey;
import dev.lintel.tools.review.catalog.Table;
import dev.lintel.tools.review.plan.PlanNode;
import dev.lintel.tools.review.plan.Planner;
import dev.lintel.tools.review.query.Query;
import dev.lintel.tools.review.query.RowChanges;
import dev.lintel.tools.review.result.ForeignKeyPlan;
import dev.lintel.tools.schema.Identifier;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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
      if (query.target().isPresent()) {
        long table = query.target().get();
        if (RowChanges.deletes(query)) {
          followDelete(table, keys, found);
        }
        followUpdate(table, RowChanges.updated(query), keys, found);
      }
    }
    return found;
  }

  private void followDelete(long table, Set<ForeignKey> seen, List<ForeignKeyPlan> found)
      throws SQLException {
    for (ForeignKey key : catalog.foreignKeysTo(table)) {
      if (add(key, key.onDelete(), seen, found)) {
        switch (key.onDelete()) {
          case "CASCADE" -> followDelete(key.table(), seen, found);
          case "SET NULL", "SET DEFAULT" -> followUpdate(key.table(), key.columns(), seen, found);
          default -> {}
        }
      }
    }
  }

  /**
   * @param columns that are written, by number
   */
  private void followUpdate(
      long table, Collection<Integer> columns, Set<ForeignKey> seen, List<ForeignKeyPlan> found)
      throws SQLException {
    for (ForeignKey key : catalog.foreignKeysTo(table)) {
      if (!Collections.disjoint(key.referencedColumns(), columns)
          && add(key, key.onUpdate(), seen, found)
          && Set.of("CASCADE", "SET NULL", "SET DEFAULT").contains(key.onUpdate())) {
        followUpdate(key.table(), key.columns(), seen, found);
      }
    }
  }

  /** Whether it was not there yet. */
  private boolean add(
      ForeignKey key, String action, Set<ForeignKey> seen, List<ForeignKeyPlan> found)
      throws SQLException {
    Optional<Table> table = catalog.table(key.table());
    if (table.isEmpty() || !seen.add(key)) {
      return false;
    }
    found.add(
        new ForeignKeyPlan(
            key.name(), table.get().qualifiedName(), action, plan(key, table.get())));
    return true;
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
