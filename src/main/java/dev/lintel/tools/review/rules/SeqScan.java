package dev.lintel.tools.review.rules;

import dev.lintel.tools.review.catalog.Catalog;
import dev.lintel.tools.review.catalog.Table;
import dev.lintel.tools.review.examination.Examined;
import dev.lintel.tools.review.examination.Examined.OfBranch;
import dev.lintel.tools.review.plan.PlanNode;
import dev.lintel.tools.schema.Finding.Severity;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A plan that reads all of a big table, at any depth. */
final class SeqScan extends BranchRule {

  SeqScan() {
    super(Severity.ERROR, "seq-scan");
  }

  @Override
  void check(Examined statement, OfBranch branch, Context context, Findings findings) {
    Set<Long> whole = Whole.tables(branch.part().query());
    PlanFaults.<Table>of(
            branch.plansWithoutHot(), (plan, faults) -> find(plan, context.catalog(), faults))
        .forEach(
            (table, plans) -> {
              if (!whole.contains(table.oid())) {
                findings.add(
                    branch.review().label(),
                    table.qualifiedName(),
                    table.name() + " is read whole by " + plans,
                    context
                        .proofs()
                        .indexInsteadOfScan(branch, table.qualifiedName())
                        .map(index -> "proven: " + index)
                        .orElse("find its rows by an index"));
              }
            });
  }

  /** A table in partitions counts as one, by those of them that are read. */
  private static void find(PlanNode plan, Catalog catalog, Consumer<Table> faults) {
    Map<Table, Long> rows = new LinkedHashMap<>();
    scans(plan, null)
        .flatMap(scan -> catalog.table(scan.schema(), scan.table()).stream())
        .distinct()
        .forEach(table -> rows.merge(catalog.whole(table), table.rows(), Long::sum));
    rows.forEach(
        (table, read) -> {
          if (read >= Table.BIG) {
            faults.accept(table);
          }
        });
  }

  private static Stream<PlanNode> scans(PlanNode node, PlanNode parent) {
    return Stream.concat(
        Access.isSeqScan(node) && !stopsEarly(node, parent) ? Stream.of(node) : Stream.empty(),
        node.children().stream().flatMap(child -> scans(child, node)));
  }

  /** Any rows will do, and the first are taken. */
  private static boolean stopsEarly(PlanNode node, PlanNode parent) {
    return parent != null && parent.type().equals("Limit") && node.conditions().isEmpty();
  }
}
