package dev.lintel.tools.review.report;

import dev.lintel.tools.review.plan.PlanNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A plan as a list of its steps, each with the place of its parent: readers refuse documents of
 * more than some hundred levels, and plans go deeper.
 */
final class JsonPlan {

  private final List<Map<String, Object>> steps = new ArrayList<>();

  private JsonPlan() {}

  /** Null if there is no plan. */
  static List<Map<String, Object>> of(PlanNode root) {
    if (root == null) {
      return null;
    }
    JsonPlan plan = new JsonPlan();
    plan.step(root, null);
    return plan.steps;
  }

  private void step(PlanNode node, Integer parent) {
    int place = steps.size();
    Map<String, Object> fields =
        JsonFields.of(
            "parent", parent,
            "type", node.type(),
            "role", node.role(),
            "subplan", node.subplan(),
            "operation", node.operation(),
            "schema", node.schema(),
            "table", node.table(),
            "alias", node.alias(),
            "index", node.index(),
            "backward", node.backward(),
            "joinType", node.joinType(),
            "indexCondition", node.indexCondition(),
            "conditions", node.conditions(),
            "sortKey", node.sortKey(),
            "presorted", node.presorted(),
            "strategy", node.strategy(),
            "rows", node.rows(),
            "cost", node.cost());
    fields.values().removeIf(JsonPlan::isNothing);
    steps.add(fields);
    node.children().forEach(child -> step(child, place));
  }

  /** Most of a step is: a large review would be mostly that. */
  private static boolean isNothing(Object value) {
    return value == null || value.equals(List.of()) || value.equals(false);
  }
}
