package dev.lintel.tools.review.approval;

import dev.lintel.tools.review.plan.PlanNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** The shape of a plan as an indented tree: nothing that more rows or another machine change. */
final class PlanText {

  private static final String INDENT = "  ";
  private static final Pattern RETURNS = Pattern.compile(" \\(returns [$\\d, ]+\\)$");
  private static final Pattern RELABELLED =
      Pattern.compile("\\(([\\w.]+|\"[^\"]+\")\\)::text(?!\\[)");

  private final String ownSchema;
  private final UnaryOperator<String> condition;
  private final boolean rows;
  private final List<String> lines = new ArrayList<>();

  private PlanText(String ownSchema, UnaryOperator<String> condition, boolean rows) {
    this.ownSchema = ownSchema;
    this.condition = condition;
    this.rows = rows;
  }

  /** With its conditions as they are, which name parameters. */
  static List<String> generic(PlanNode root, String ownSchema) {
    return new PlanText(ownSchema, UnaryOperator.identity(), true).of(root);
  }

  /** Without the values that its conditions hold. */
  static List<String> custom(PlanNode root, String ownSchema) {
    return new PlanText(ownSchema, Values::hidden, true).of(root);
  }

  /** Whether two plans do the same, for whatever values and number of rows. */
  static boolean agree(PlanNode one, PlanNode other) {
    return new PlanText(null, Values::hidden, false)
        .of(one)
        .equals(new PlanText(null, Values::hidden, false).of(other));
  }

  private List<String> of(PlanNode root) {
    add(root, "");
    return lines;
  }

  private void add(PlanNode node, String indent) {
    String name = node.subplan() == null ? "" : subplan(node) + ": ";
    lines.add(indent + Body.line(name + step(node)) + (rows ? " ~10^" + node.magnitude() : ""));
    String below = indent + INDENT;
    addKey(below, "Sort Key", node.sortKey());
    addKey(below, "Presorted Key", node.presorted());
    if (node.indexCondition() != null) {
      lines.add(below + "Index Cond: " + shown(indexCondition(node)));
    }
    node.conditions().forEach(text -> lines.add(below + shown(text)));
    node.children().forEach(child -> add(child, below));
  }

  private void addKey(String indent, String name, List<String> key) {
    if (!key.isEmpty()) {
      lines.add(indent + name + ": " + shown(String.join(", ", key)));
    }
  }

  private String shown(String text) {
    return Body.line(condition.apply(text));
  }

  private String step(PlanNode node) {
    StringBuilder step =
        new StringBuilder(node.operation() == null ? type(node) : node.operation());
    if (node.joinType() != null && !node.joinType().equals("Inner")) {
      step.append(" (").append(node.joinType()).append(')');
    }
    if (node.strategy() != null && !node.strategy().equals("Plain")) {
      step.append(" (").append(node.strategy()).append(')');
    }
    if (node.index() != null) {
      step.append(" using ").append(node.index());
    }
    if (node.table() != null) {
      step.append(" on ").append(QualifiedName.of(node.schema(), node.table(), ownSchema));
    }
    if (node.alias() != null && !node.alias().equals(node.table())) {
      step.append(node.table() == null ? " on " : " ").append(node.alias());
    }
    return step.toString();
  }

  /** Until PostgreSQL 16 it says which numbers its results have. */
  private static String subplan(PlanNode node) {
    return RETURNS.matcher(node.subplan()).replaceFirst("");
  }

  /** An Index Scan shows the type of a varchar column as text, an Index Only Scan does not. */
  private static String indexCondition(PlanNode node) {
    return RELABELLED.matcher(node.indexCondition()).replaceAll("$1");
  }

  /** Whether the table is looked at besides hangs on when it was vacuumed. */
  private static String type(PlanNode node) {
    String type = node.type().equals("Index Only Scan") ? "Index Scan" : node.type();
    return node.backward() ? type + " backward" : type;
  }
}
