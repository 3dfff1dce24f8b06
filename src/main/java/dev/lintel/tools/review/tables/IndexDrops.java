package dev.lintel.tools.review.tables;

import dev.lintel.mapping.ServerErrors;
import dev.lintel.tools.review.catalog.Catalog;
import dev.lintel.tools.review.catalog.Index;
import dev.lintel.tools.review.catalog.Table;
import dev.lintel.tools.review.examination.Examined;
import dev.lintel.tools.review.examination.Examined.OfBranch;
import dev.lintel.tools.review.plan.PlanNode;
import dev.lintel.tools.review.plan.Planner;
import dev.lintel.tools.schema.Identifier;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Drops indexes of a scratch database, in transactions that are rolled back. */
public final class IndexDrops {

  private final Connection connection;
  private final Planner planner;
  private final Catalog catalog;

  /**
   * @param connection to a database that nobody else uses
   */
  public IndexDrops(Connection connection, Catalog catalog) throws SQLException {
    this.connection = connection;
    this.planner = new Planner(connection);
    this.catalog = catalog;
    connection.setAutoCommit(false);
  }

  /** For each statement whose generic plan reads the index: what it reads without it. */
  List<String> changes(Table table, Index index, List<Examined> statements) {
    List<String> changes = new ArrayList<>();
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "DROP INDEX "
              + Identifier.quoted(table.schema())
              + "."
              + Identifier.quoted(index.name()));
      for (Examined examined : statements) {
        change(examined, index).ifPresent(changes::add);
      }
      return changes;
    } catch (SQLException e) {
      if (String.valueOf(e.getSQLState()).startsWith("08")) {
        throw ServerErrors.translate(e);
      }
      return List.of(); // of a constraint, which needs it
    } finally {
      rollBack();
    }
  }

  private Optional<String> change(Examined examined, Index index) throws SQLException {
    for (OfBranch branch : examined.branches()) {
      if (branch.isPlanned()
          && branch.review().generic().all().anyMatch(node -> reads(node, index))) {
        PlanNode without = planner.generic(branch.part().sql(), branch.part().types());
        String reads = reads(without);
        return reads.isEmpty()
            ? Optional.empty() // the server leaves out all partitions where no value is known
            : Optional.of(examined.statement().name() + ": " + reads);
      }
    }
    return Optional.empty();
  }

  private boolean reads(PlanNode node, Index index) {
    return node.index() != null && catalog.wholeIndex(node.index()).equals(index.name());
  }

  private static String reads(PlanNode plan) {
    return plan.all()
        .filter(
            node -> node.index() != null || node.table() != null && node.type().contains("Scan"))
        .filter(node -> !node.type().equals("Bitmap Heap Scan"))
        .map(
            node ->
                node.type().replace("Index Only Scan", "Index Scan")
                    + (node.index() == null ? " on " + node.table() : " using " + node.index()))
        .distinct()
        .collect(Collectors.joining(", "))
        .concat(plan.all().anyMatch(node -> node.type().equals("Sort")) ? ", sorted" : "");
  }

  private void rollBack() {
    try {
      connection.rollback();
    } catch (SQLException e) {
      throw ServerErrors.translate(e);
    }
  }
}
