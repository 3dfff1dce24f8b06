package dev.lintel.tools.review.tables;

import dev.lintel.tools.review.catalog.Catalog;
import dev.lintel.tools.review.catalog.Index;
import dev.lintel.tools.review.catalog.Table;
import dev.lintel.tools.review.examination.Examined;
import dev.lintel.tools.review.examination.Examined.OfBranch;
import dev.lintel.tools.review.plan.PlanNode;
import dev.lintel.tools.review.plan.Planner;
import dev.lintel.tools.review.plan.Trial;
import dev.lintel.tools.schema.Identifier;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Drops indexes of a scratch database, in transactions that are rolled back. */
public final class IndexDrops {

  private final Trial trial;
  private final Catalog catalog;

  /**
   * @param connection to a database that nobody else uses
   */
  public IndexDrops(Connection connection, Catalog catalog) throws SQLException {
    this.trial = new Trial(connection);
    this.catalog = catalog;
  }

  /**
   * For each statement whose generic plan reads the index: what it reads without it. Empty for that
   * of a constraint, which needs it.
   */
  List<String> changes(Table table, Index index, List<Examined> statements) {
    String drop =
        "DROP INDEX " + Identifier.quoted(table.schema()) + "." + Identifier.quoted(index.name());
    return trial.after(drop, planner -> changes(index, statements, planner)).orElse(List.of());
  }

  private List<String> changes(Index index, List<Examined> statements, Planner planner)
      throws SQLException {
    List<String> changes = new ArrayList<>();
    for (Examined examined : statements) {
      change(examined, index, planner).ifPresent(changes::add);
    }
    return changes;
  }

  private Optional<String> change(Examined examined, Index index, Planner planner)
      throws SQLException {
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
}
