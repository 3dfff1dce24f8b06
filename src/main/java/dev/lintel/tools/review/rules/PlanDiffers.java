package dev.lintel.tools.review.rules;

import dev.lintel.tools.review.catalog.Catalog;
import dev.lintel.tools.review.catalog.Table;
import dev.lintel.tools.review.examination.Examined;
import dev.lintel.tools.review.examination.Examined.OfBranch;
import dev.lintel.tools.review.plan.PlanNode;
import dev.lintel.tools.review.result.BranchReview;
import dev.lintel.tools.schema.Finding.Severity;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The plan for any value gets at the rows in another way than the plan for a value, the server may
 * change to it, and that value then pays for it. It changes after five calls, if that plan costs
 * less than those so far. Plans that find their rows by an index, each by another one, do work by
 * the rows that they find, and are no finding unless one costs a multiple of the other.
 */
final class PlanDiffers extends BranchRule {

  private static final String ALL = "all rows";

  /** 1,000 times cpu_operator_cost, for each table and once more, as plancache.c has it. */
  private static final double PLANNING = 2.5;

  /** Times that a plan costs what another one does, from which on it is worth a finding. */
  private static final double FACTOR = 2;

  /** What is about a millisecond. */
  private static final double NOTICED = 100;

  /** STD_FUZZ_FACTOR of pathnode.c. */
  private static final double FUZZ = 1.01;

  PlanDiffers() {
    super(Severity.WARNING, "plan-differs");
  }

  @Override
  void check(Examined statement, OfBranch branch, Context context, Findings findings) {
    if (mayBeTaken(branch.review())) {
      compare(branch.review().hot(), "a frequent", branch, context, findings);
      compare(branch.review().rare(), "a rare", branch, context, findings);
    }
  }

  private static void compare(
      PlanNode custom, String kind, OfBranch branch, Context context, Findings findings) {
    if (custom == null || isTie(branch.review().generic(), custom)) {
      return;
    }
    PlanNode any = branch.review().generic();
    boolean dearer = custom.cost() * FACTOR <= any.cost() && custom.cost() + NOTICED <= any.cost();
    Set<Table> walked = new HashSet<>();
    addWalked(any, Double.POSITIVE_INFINITY, context.catalog(), walked);
    Map<Table, Set<String>> generic = ways(any, context.catalog());
    Map<Table, Set<String>> other = ways(custom, context.catalog());
    generic.forEach(
        (table, ways) -> {
          Set<String> instead = other.getOrDefault(table, ways);
          if (differ(ways, instead)
              && (dearer || walked.contains(table) && !instead.contains(ALL))) {
            findings.add(
                branch.review().label(),
                table.qualifiedName(),
                "for any value it reads "
                    + String.join(", ", ways)
                    + ", for "
                    + kind
                    + " one "
                    + String.join(", ", instead)
                    + (dearer ? ", for half the cost or less" : ", and walks until it has enough"),
                "after five calls the server may change to the first for all values: make one right"
                    + " for both, or accept it");
          }
        });
  }

  /** Once it is, after calls for which it costs less, it is for all values. */
  private static boolean mayBeTaken(BranchReview review) {
    return Stream.of(review.hot(), review.rare())
        .filter(Objects::nonNull)
        .anyMatch(custom -> review.generic().cost() < custom.cost() + planning(custom));
  }

  /** The planner itself takes costs this near for equal: which of two plans it takes is chance. */
  private static boolean isTie(PlanNode generic, PlanNode custom) {
    return generic.cost() <= custom.cost() * FUZZ && custom.cost() <= generic.cost() * FUZZ;
  }

  /** What the server adds to the cost of a plan that it makes for each call. */
  private static double planning(PlanNode plan) {
    long tables = plan.all().filter(node -> node.table() != null).count();
    return PLANNING * (tables + 1);
  }

  /**
   * Tables whose rows are looked through until a LIMIT has enough: how long that takes for a value
   * is not in the cost of the plan for any.
   */
  private static void addWalked(PlanNode node, double limit, Catalog catalog, Set<Table> walked) {
    boolean walks =
        Access.isSeqScan(node) || Access.isIndexScan(node) && node.indexCondition() == null;
    if (walks && limit < Double.POSITIVE_INFINITY && !node.conditions().isEmpty()) {
      catalog.table(node.schema(), node.table()).map(catalog::whole).ifPresent(walked::add);
    }
    for (PlanNode child : node.children()) {
      addWalked(child, Access.limit(node, child, limit), catalog, walked);
    }
  }

  /** An index more beside the same one is no other way. */
  private static boolean differ(Set<String> one, Set<String> other) {
    return one.contains(ALL) != other.contains(ALL) || Collections.disjoint(one, other);
  }

  /** Of each big table. Which of its partitions are read is no difference: that depends on when. */
  private static Map<Table, Set<String>> ways(PlanNode plan, Catalog catalog) {
    Map<Table, Set<String>> ways = new LinkedHashMap<>();
    addWays(plan, null, catalog, ways);
    return ways;
  }

  /**
   * @param heap the table that a bitmap is for; null outside of one
   */
  private static void addWays(
      PlanNode node, PlanNode heap, Catalog catalog, Map<Table, Set<String>> ways) {
    PlanNode of = node.table() == null ? heap : node;
    if (of != null && (node.index() != null || Access.isSeqScan(node))) {
      catalog
          .table(of.schema(), of.table())
          .map(catalog::whole)
          .filter(Table::isBig)
          .ifPresent(
              table ->
                  ways.computeIfAbsent(table, t -> new TreeSet<>())
                      .add(node.index() == null ? ALL : catalog.wholeIndex(node.index())));
    }
    node.children().forEach(child -> addWays(child, of, catalog, ways));
  }
}
