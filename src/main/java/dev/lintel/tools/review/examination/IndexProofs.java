package dev.lintel.tools.review.examination;

import dev.lintel.tools.review.catalog.Catalog;
import dev.lintel.tools.review.catalog.Table;
import dev.lintel.tools.review.examination.Examined.OfBranch;
import dev.lintel.tools.review.plan.PlanNode;
import dev.lintel.tools.review.plan.Trial;
import dev.lintel.tools.schema.Identifier;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Makes indexes on a scratch database, in transactions that are rolled back. */
public final class IndexProofs implements Proofs {

  private static final String INDEX = "lintel_review_proof";

  private final Trial trial;
  private final Catalog catalog;
  private final Map<String, Optional<String>> known = new HashMap<>();

  /**
   * @param connection to a database that nobody else uses
   */
  public IndexProofs(Connection connection, Catalog catalog) throws SQLException {
    this.trial = new Trial(connection);
    this.catalog = catalog;
  }

  @Override
  public Optional<String> indexInsteadOfScan(OfBranch branch, String table) {
    return catalog
        .table(table)
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
    return catalog
        .table(table)
        .flatMap(
            found ->
                prove(
                    branch,
                    found,
                    "sort",
                    new IndexCandidates(catalog, found).toSort(branch.part().query()),
                    plan -> plan.all().noneMatch(node -> sorts(node, found))));
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

  /** Not if the server refuses the index, of a column that no btree takes for example. */
  private boolean serves(OfBranch branch, Table table, String columns, Predicate<PlanNode> served) {
    return trial
        .after(
            "CREATE INDEX " + INDEX + " ON " + name(table) + " (" + columns + ")",
            planner -> planner.generic(branch.part().sql(), branch.part().types()))
        .filter(plan -> plan.all().anyMatch(node -> isNew(node.index())) && served.test(plan))
        .isPresent();
  }

  /** The server names the part of a new index in a partition; the catalog does not know it. */
  private boolean isNew(String index) {
    return index != null
        && catalog.tables().stream()
            .flatMap(table -> table.indexes().stream())
            .noneMatch(known -> known.name().equals(index));
  }

  private static String name(Table table) {
    return Identifier.written(table.schema()) + "." + Identifier.written(table.name());
  }
}
