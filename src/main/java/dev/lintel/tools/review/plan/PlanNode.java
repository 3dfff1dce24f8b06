package dev.lintel.tools.review.plan;

import java.util.List;
import java.util.stream.Stream;

/**
 * A step of a plan.
 *
 * @param type as EXPLAIN names it, for example {@code Index Scan}
 * @param role towards its parent: {@code Outer}, {@code Inner}, {@code InitPlan}, {@code SubPlan},
 *     {@code Member}, {@code Subquery}; null at the root
 * @param subplan the name of an init plan or subplan, for example {@code CTE found}, or {@code
 *     hashed SubPlan 1} if it runs once for all rows; null if none
 * @param operation {@code Insert}, {@code Update}, {@code Delete} or {@code Merge}; null if none
 * @param schema of the table; null if none
 * @param table that is read or written; null if none
 * @param alias of the table, CTE or function; null if none
 * @param index that is read; null if none
 * @param backward whether the index is read from its end
 * @param joinType {@code Inner}, {@code Left}, …; null if it joins nothing
 * @param indexCondition what the index is asked for; null if it is walked, or there is none
 * @param conditions the other conditions, by EXPLAIN's name for them: {@code Filter}, {@code Hash
 *     Cond}, {@code Join Filter}, {@code One-Time Filter}, …, each as {@code name: text}
 * @param sortKey what it sorts by; empty if it does not
 * @param presorted the leading part of {@code sortKey} that comes sorted already
 * @param strategy of an aggregate or set operation; null if none
 * @param rows expected
 * @param cost total, in the planner's units
 * @param children its inputs and subplans
 */
public record PlanNode(
    String type,
    String role,
    String subplan,
    String operation,
    String schema,
    String table,
    String alias,
    String index,
    boolean backward,
    String joinType,
    String indexCondition,
    List<String> conditions,
    List<String> sortKey,
    List<String> presorted,
    String strategy,
    double rows,
    double cost,
    List<PlanNode> children) {

  /** This step and all below, each before its inputs. */
  public Stream<PlanNode> all() {
    return Stream.concat(Stream.of(this), children.stream().flatMap(PlanNode::all));
  }

  /** Whether it gives no row, whatever the tables hold. */
  public boolean isNever() {
    return conditions.contains("One-Time Filter: false");
  }

  /** The power of ten of the rows: 0 for up to 3, 1 for up to 31, …. */
  public int magnitude() {
    return rows <= 1 ? 0 : (int) Math.round(Math.log10(rows));
  }
}
