package dev.lintel.tools.review.rules;

import dev.lintel.tools.review.catalog.Table;
import dev.lintel.tools.review.examination.Examined.OfBranch;
import dev.lintel.tools.review.plan.PlanNode;
import java.util.Objects;
import java.util.stream.Stream;

/** How plans get at the rows of a table. */
final class Access {

  private Access() {}

  /** Whether a plan reads all of a big table: no index is asked for anything. */
  static boolean isUnaided(OfBranch branch, Table table) {
    return table.isBig()
        && Stream.of(branch.review().generic(), branch.review().rare())
            .filter(Objects::nonNull)
            .flatMap(PlanNode::all)
            .filter(node -> isOf(node, table))
            .anyMatch(Access::isUnaided);
  }

  static boolean isOf(PlanNode node, Table table) {
    return table.name().equals(node.table()) && table.schema().equals(node.schema());
  }

  static boolean isSeqScan(PlanNode node) {
    return node.type().equals("Seq Scan") || node.type().equals("Parallel Seq Scan");
  }

  /** Whether a scan looks for rows and takes most that it reads: no index would read less. */
  static boolean findsMost(PlanNode scan, Table table) {
    return scan.conditions().stream().anyMatch(condition -> condition.startsWith("Filter: "))
        && scan.rows() * 2 >= table.rows();
  }

  static boolean isIndexScan(PlanNode node) {
    return node.type().equals("Index Scan") || node.type().equals("Index Only Scan");
  }

  /**
   * After how many rows a child can stop.
   *
   * @param limit after how many the node itself can; infinite if it has to give all
   */
  static double limit(PlanNode node, PlanNode child, double limit) {
    if (child.role() != null && child.role().matches("InitPlan|SubPlan")) {
      return Double.POSITIVE_INFINITY;
    }
    if (node.type().equals("Limit")) {
      return node.rows();
    }
    boolean gathers =
        node.type().matches("Sort|Hash|WindowAgg")
            || node.type().equals("Aggregate") && !"Sorted".equals(node.strategy());
    return gathers ? Double.POSITIVE_INFINITY : limit;
  }

  private static boolean isUnaided(PlanNode node) {
    return isSeqScan(node) || isIndexScan(node) && node.indexCondition() == null;
  }
}
