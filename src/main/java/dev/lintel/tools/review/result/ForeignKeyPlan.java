package dev.lintel.tools.review.result;

import dev.lintel.tools.review.plan.PlanNode;

/**
 * The query that a foreign key runs for each row that is deleted, or whose key is changed. EXPLAIN
 * does not show it.
 *
 * @param constraint its name
 * @param table that refers to the row, with its schema
 * @param action what happens to the rows that refer: {@code NO ACTION}, {@code CASCADE}, …
 * @param plan of that query
 */
public record ForeignKeyPlan(String constraint, String table, String action, PlanNode plan) {}
