package dev.lintel.tools.review.rules;

import dev.lintel.tools.review.catalog.Catalog;
import dev.lintel.tools.review.catalog.Table;
import dev.lintel.tools.review.examination.Examined;
import dev.lintel.tools.review.examination.Examined.OfBranch;
import dev.lintel.tools.review.plan.PlanNode;
import dev.lintel.tools.schema.Finding.Severity;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The plan for any value gets at the rows in another way than the plan for a value. */
final class PlanDiffers extends BranchRule {

  PlanDiffers() {
    super(Severity.WARNING, "plan-differs");
  }

  @Override
  void check(Examined statement, OfBranch branch, Context context, Findings findings) {
    Set<String> generic = ways(branch.review().generic(), context);
    compare(generic, branch.review().hot(), "a frequent", branch, context, findings);
    compare(generic, branch.review().rare(), "a rare", branch, context, findings);
  }

  private static void compare(
      Set<String> generic,
      PlanNode custom,
      String kind,
      OfBranch branch,
      Context context,
      Findings findings) {
    if (custom == null || generic.equals(ways(custom, context))) {
      return;
    }
    findings.add(
        branch.review().label(),
        null,
        "for any value it reads "
            + String.join(", ", generic)
            + ", for "
            + kind
            + " one "
            + String.join(", ", ways(custom, context)),
        "the server changes from one to the other after some calls: make one right for both, or"
            + " accept it");
  }

  private static Set<String> ways(PlanNode plan, Context context) {
    Set<String> ways = new TreeSet<>();
    plan.all()
        .filter(node -> node.type().equals("Bitmap Index Scan") || isOfBig(node, context))
        .forEach(node -> way(node, context).ifPresent(ways::add));
    return ways;
  }

  private static boolean isOfBig(PlanNode node, Context context) {
    return context
        .catalog()
        .table(node.schema(), node.table())
        .map(context.catalog()::whole)
        .filter(Table::isBig)
        .isPresent();
  }

  /** Which partitions are read is no difference: the server leaves some out when it runs. */
  private static Optional<String> way(PlanNode node, Context context) {
    Catalog catalog = context.catalog();
    if (node.index() != null) {
      return Optional.of(catalog.wholeIndex(node.index()));
    }
    return catalog
        .table(node.schema(), node.table())
        .filter(table -> Access.isSeqScan(node))
        .map(table -> "all of " + catalog.whole(table).name());
  }
}
