package dev.lintel.tools.review.rules;

import dev.lintel.tools.review.catalog.Catalog;
import dev.lintel.tools.review.catalog.Index;
import dev.lintel.tools.review.catalog.Table;
import dev.lintel.tools.review.examination.Examined;
import dev.lintel.tools.review.examination.Examined.OfBranch;
import dev.lintel.tools.review.plan.PlanNode;
import dev.lintel.tools.schema.Finding.Severity;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** An index of a big table that is walked from end to end. */
final class IndexWalk extends BranchRule {

  /** Entries from which on a walk up to a LIMIT is worth a finding. */
  private static final double MANY = 1_000;

  /** What a LIMIT is taken to be that the generic plan guesses to be larger. */
  private static final double PAGE = 50;

  IndexWalk() {
    super(Severity.WARNING, "index-walk");
  }

  /**
   * @param index that is walked
   */
  private record Walk(Table table, String index) {}

  @Override
  void check(Examined statement, OfBranch branch, Context context, Findings findings) {
    Set<Long> whole = Whole.tables(branch.part().query());
    PlanFaults.<Walk>of(
            branch.plansWithoutHot(),
            (plan, faults) -> find(plan, null, Double.POSITIVE_INFINITY, context.catalog(), faults))
        .forEach(
            (walk, plans) -> {
              if (!whole.contains(walk.table().oid())) {
                findings.add(
                    branch.review().label(),
                    walk.table().qualifiedName(),
                    walk.index() + " is walked whole, an entry a row, by " + plans,
                    "an index that begins with what is compared");
              }
            });
  }

  /**
   * @param heap the table that a bitmap is for; null outside of one
   * @param limit rows after which it stops
   */
  private static void find(
      PlanNode node, PlanNode heap, double limit, Catalog catalog, Consumer<Walk> faults) {
    boolean bitmap = node.type().equals("Bitmap Index Scan");
    if (bitmap || Access.isIndexScan(node)) {
      table(bitmap ? heap : node, catalog)
          .filter(Table::isBig)
          .filter(table -> isWalked(node, limit, table))
          .ifPresent(table -> faults.accept(new Walk(table, node.index())));
    }
    for (PlanNode child : node.children()) {
      find(
          child,
          node.table() == null ? heap : node,
          Access.limit(node, child, limit),
          catalog,
          faults);
    }
  }

  private static Optional<Table> table(PlanNode node, Catalog catalog) {
    return catalog.table(node.schema(), node.table());
  }

  private static boolean isWalked(PlanNode node, double limit, Table table) {
    Optional<Index> index =
        table.indexes().stream().filter(i -> i.name().equals(node.index())).findFirst();
    if (index.isEmpty() || index.get().partial()) {
      return false; // a partial index has its condition in itself
    }
    if (node.indexCondition() != null) {
      return skipsFirst(node, index.get(), table);
    }
    double share = Math.max(1, node.rows()) / table.rows();
    return limit == Double.POSITIVE_INFINITY
        || node.conditions().stream().anyMatch(c -> c.startsWith("Filter: "))
            && Math.min(limit, PAGE) / share >= MANY;
  }

  /** Whether nothing is asked of its first column, so that all of it is read. */
  private static boolean skipsFirst(PlanNode node, Index index, Table table) {
    if (!index.method().equals("btree") || index.hasExpression()) {
      return false;
    }
    return table
        .column(index.columns().get(0))
        .filter(
            first ->
                !Pattern.compile("\\b" + Pattern.quote(first.name()) + "\\b")
                    .matcher(node.indexCondition())
                    .find())
        .isPresent();
  }
}
