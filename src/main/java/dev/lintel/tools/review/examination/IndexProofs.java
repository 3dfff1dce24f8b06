package dev.lintel.tools.review.examination;

import dev.lintel.mapping.ServerErrors;
import dev.lintel.tools.review.catalog.Catalog;
import dev.lintel.tools.review.catalog.Table;
import dev.lintel.tools.review.examination.Examined.OfBranch;
import dev.lintel.tools.review.plan.PlanNode;
import dev.lintel.tools.review.plan.Planner;
import dev.lintel.tools.schema.Identifier;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Makes indexes on a scratch database, in transactions that are rolled back. */
public final class IndexProofs implements Proofs {

  private static final String INDEX = "lintel_review_proof";

  private final Connection connection;
  private final Planner planner;
  private final Catalog catalog;
  private final Map<String, Optional<String>> known = new HashMap<>();

  /**
   * @param connection to a database that nobody else uses
   */
  public IndexProofs(Connection connection, Catalog catalog) throws SQLException {
    this.connection = connection;
    this.planner = new Planner(connection);
    this.catalog = catalog;
    connection.setAutoCommit(false);
  }

  @Override
  public Optional<String> indexInsteadOfScan(OfBranch branch, String table) {
    return find(table)
        .flatMap(
            found ->
                prove(
                    branch,
                    found,
                    "scan",
                    new IndexCandidates(catalog, found).toFind(branch.part().query()),
                    plan -> plan.all().noneMatch(node -> reads(node, found))));
  }

  @Override
  public Optional<String> indexInsteadOfSort(OfBranch branch, String table) {
    return find(table)
        .flatMap(
            found ->
                prove(
                    branch,
                    found,
                    "sort",
                    new IndexCandidates(catalog, found).toSort(branch.part().query()),
                    plan -> plan.all().noneMatch(node -> sorts(node, found))));
  }

  private Optional<Table> find(String qualifiedName) {
    return catalog.tables().stream()
        .filter(table -> table.qualifiedName().equals(qualifiedName))
        .findFirst();
  }

  private boolean reads(PlanNode node, Table table) {
    return node.type().equals("Seq Scan") && isOf(node, table);
  }

  private boolean sorts(PlanNode node, Table table) {
    return node.type().equals("Sort") && node.all().anyMatch(below -> isOf(below, table));
  }

  private boolean isOf(PlanNode node, Table table) {
    return catalog
        .table(node.schema(), node.table())
        .map(catalog::whole)
        .filter(table::equals)
        .isPresent();
  }

  private Optional<String> prove(
      OfBranch branch,
      Table table,
      String kind,
      Set<String> candidates,
      Predicate<PlanNode> served) {
    return known.computeIfAbsent(
        kind + table.oid() + branch.part().sql(),
        key ->
            candidates.stream()
                .filter(columns -> serves(branch, table, columns, served))
                .findFirst()
                .map(columns -> "CREATE INDEX ON " + name(table) + " (" + columns + ")"));
  }

  private boolean serves(OfBranch branch, Table table, String columns, Predicate<PlanNode> served) {
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE INDEX " + INDEX + " ON " + name(table) + " (" + columns + ")");
      PlanNode plan = planner.generic(branch.part().sql(), branch.part().types());
      return plan.all().anyMatch(node -> isNew(node.index())) && served.test(plan);
    } catch (SQLException e) {
      if (String.valueOf(e.getSQLState()).startsWith("08")) {
        throw ServerErrors.translate(e);
      }
      return false; // a column that no btree takes, for example
    } finally {
      rollBack();
    }
  }

  /** The server names the part of a new index in a partition; the catalog does not know it. */
  private boolean isNew(String index) {
    return index != null
        && catalog.tables().stream()
            .flatMap(table -> table.indexes().stream())
            .noneMatch(known -> known.name().equals(index));
  }

  private void rollBack() {
    try {
      connection.rollback();
    } catch (SQLException e) {
      throw ServerErrors.translate(e);
    }
  }

  private static String name(Table table) {
    return Identifier.written(table.schema()) + "." + Identifier.written(table.name());
  }
}
