package dev.lintel.tools.review.plan;

import dev.lintel.jsonb.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads what {@code EXPLAIN (FORMAT JSON)} prints. */
final class PlanReader {

  private static final List<String> CONDITIONS =
      List.of(
          "Recheck Cond",
          "TID Cond",
          "Hash Cond",
          "Merge Cond",
          "Join Filter",
          "Filter",
          "One-Time Filter",
          "Order By",
          "Cache Key");

  private PlanReader() {}

  /**
   * @param root the plan, its number for the query if the server gives one
   */
  record Explained(PlanNode root, Long queryId) {}

  static Explained read(String json) {
    Map<String, Object> fields =
        JsonObject.read("{\"explain\": " + json + "}").asMap("EXPLAIN", "of a statement");
    Map<?, ?> explained = (Map<?, ?>) ((List<?>) fields.get("explain")).get(0);
    Object queryId = explained.get("Query Identifier");
    return new Explained(
        node((Map<?, ?>) explained.get("Plan"), Map.of()),
        queryId == null ? null : ((Number) queryId).longValue());
  }

  private static PlanNode node(Map<?, ?> fields, Map<?, ?> parent) {
    List<PlanNode> children = new ArrayList<>();
    for (Object child : list(fields, "Plans")) {
      children.add(node((Map<?, ?>) child, fields));
    }
    return new PlanNode(
        text(fields, "Node Type"),
        text(fields, "Parent Relationship"),
        subplan(fields, parent),
        text(fields, "Operation"),
        text(fields, "Schema"),
        text(fields, "Relation Name"),
        alias(fields),
        text(fields, "Index Name"),
        "Backward".equals(text(fields, "Scan Direction")),
        text(fields, "Join Type"),
        text(fields, "Index Cond"),
        CONDITIONS.stream()
            .filter(fields::containsKey)
            .map(name -> name + ": " + text(fields, name))
            .toList(),
        texts(fields, "Sort Key"),
        texts(fields, "Presorted Key"),
        text(fields, "Strategy"),
        number(fields, "Plan Rows"),
        number(fields, "Total Cost"),
        List.copyOf(children));
  }

  /** Only the expression that uses a subplan tells whether it runs once, into a hash table. */
  private static String subplan(Map<?, ?> fields, Map<?, ?> parent) {
    String name = text(fields, "Subplan Name");
    String hashed = "hashed " + name;
    boolean isHashed =
        name != null
            && parent.entrySet().stream()
                .filter(field -> !"Plans".equals(field.getKey()))
                .anyMatch(field -> String.valueOf(field.getValue()).contains(hashed));
    return isHashed ? hashed : name;
  }

  private static String alias(Map<?, ?> fields) {
    for (String name : List.of("Alias", "CTE Name", "Function Name")) {
      if (fields.containsKey(name)) {
        return text(fields, name);
      }
    }
    return null;
  }

  private static List<?> list(Map<?, ?> fields, String name) {
    return fields.get(name) instanceof List<?> list ? list : List.of();
  }

  private static List<String> texts(Map<?, ?> fields, String name) {
    return list(fields, name).stream().map(String::valueOf).toList();
  }

  private static String text(Map<?, ?> fields, String name) {
    Object value = fields.get(name);
    return value == null ? null : String.valueOf(value);
  }

  private static double number(Map<?, ?> fields, String name) {
    return fields.get(name) instanceof Number number ? number.doubleValue() : 0;
  }
}
