package dev.lintel.tools.review.rules;

import dev.lintel.tools.review.examination.Examined;
import dev.lintel.tools.review.result.ReviewFinding;
import java.util.List;
import java.util.stream.Stream;

/** All rules for statements. */
public final class Rules {

  private static final List<Rule> ALL =
      List.of(
          // correct
          new NotPrepared(),
          new EmptyBreaks(),
          new EmptyUnbounds(),
          new ParameterType(),
          new ColumnCast(),
          new NullComparison(),
          new Contradiction(),
          new NotInNullable(),
          new DeadBranch(),
          // safe
          new UndeclaredSubstitution(),
          new WriteWithoutWhere(),
          new SelectWrites(),
          new LockWaits(),
          new LockScan(),
          new ForeignKeyScan(),
          // bounded
          new SelectStar(),
          new ReturningStar(),
          new InsertWithoutColumns(),
          new UnboundedResult(),
          new LimitWithoutOrder(),
          new OffsetPaging(),
          new ForeachParameters(),
          new NestedSelect(),
          new FetchSize(),
          // planned
          new SeqScan(),
          new SeqScanLoop(),
          new IndexWalk(),
          new SortByIndex(),
          new CartesianJoin(),
          new ColumnFunction(),
          new LeadingWildcard(),
          new CatchAll(),
          new PlanDiffers());

  private Rules() {}

  public static List<Rule> all() {
    return ALL;
  }

  /** What all of them say of a statement, in their order. */
  public static List<ReviewFinding> check(Examined statement, Rule.Context context) {
    return ALL.stream().flatMap(rule -> check(rule, statement, context)).toList();
  }

  private static Stream<ReviewFinding> check(Rule rule, Examined statement, Rule.Context context) {
    Findings findings = new Findings(rule, statement.statement().name());
    rule.check(statement, context, findings);
    return findings.list(statement.branches().size()).stream();
  }
}
