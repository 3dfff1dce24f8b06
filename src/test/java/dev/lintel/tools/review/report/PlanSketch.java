package dev.lintel.tools.review.report;

import dev.lintel.tools.review.plan.PlanNode;
import java.util.List;

/** A step of a plan, written down as the tests need it. */
final class PlanSketch {

  private final String type;
  private String role;
  private String subplan;
  private String operation;
  private String table;
  private String alias;
  private String index;
  private boolean backward;
  private String joinType;
  private String condition;
  private List<String> conditions = List.of();
  private List<String> sortKey = List.of();
  private String strategy;
  private double rows = 1;
  private List<PlanNode> children = List.of();

  private PlanSketch(String type) {
    this.type = type;
  }

  static PlanSketch of(String type) {
    return new PlanSketch(type);
  }

  static PlanNode indexScan(String table, String index, String condition, double rows) {
    return of("Index Scan").on(table).by(index, condition).rows(rows).node();
  }

  static PlanNode seqScan(String table, String filter, double rows) {
    return of("Seq Scan").on(table).where("Filter: " + filter).rows(rows).node();
  }

  PlanSketch as(String role) {
    this.role = role;
    return this;
  }

  PlanSketch subplan(String name) {
    this.subplan = name;
    return this;
  }

  PlanSketch does(String operation) {
    this.operation = operation;
    return this;
  }

  PlanSketch on(String table) {
    this.table = table;
    this.alias = table;
    return this;
  }

  PlanSketch alias(String alias) {
    this.alias = alias;
    return this;
  }

  PlanSketch by(String index, String condition) {
    this.index = index;
    this.condition = condition;
    return this;
  }

  PlanSketch backward() {
    this.backward = true;
    return this;
  }

  PlanSketch joins(String joinType) {
    this.joinType = joinType;
    return this;
  }

  PlanSketch where(String... conditions) {
    this.conditions = List.of(conditions);
    return this;
  }

  PlanSketch sorts(String... keys) {
    this.sortKey = List.of(keys);
    return this;
  }

  PlanSketch strategy(String strategy) {
    this.strategy = strategy;
    return this;
  }

  PlanSketch rows(double rows) {
    this.rows = rows;
    return this;
  }

  PlanNode over(PlanNode... children) {
    this.children = List.of(children);
    return node();
  }

  PlanNode node() {
    return new PlanNode(
        type,
        role,
        subplan,
        operation,
        table == null ? null : "lintel",
        table,
        alias,
        index,
        backward,
        joinType,
        condition,
        conditions,
        sortKey,
        List.of(),
        strategy,
        rows,
        rows * 1.5 + 0.42,
        children);
  }
}
