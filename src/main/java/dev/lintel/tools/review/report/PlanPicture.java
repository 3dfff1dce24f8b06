package dev.lintel.tools.review.report;

import dev.lintel.tools.review.plan.PlanNode;
import dev.lintel.tools.review.result.ReviewFinding;
import dev.lintel.tools.review.result.TableReview;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A plan as a tree of boxes: lists in lists, which the style sheet draws from top to bottom, each
 * step above its first input, and as an indented list on a phone, on paper, and where the tree
 * would be too wide. It is read aloud as what it is.
 */
final class PlanPicture {

  /** From which a table is big, and the power of ten from which a sort is. */
  private static final long BIG_TABLE = 10_000;

  private static final int BIG_SORT = 3;

  /** With more ends than this side by side a tree is wider than any screen. */
  private static final int WIDEST_TREE = 6;

  private final View view;
  private final List<ReviewFinding> findings;
  private final Html html = new Html();

  /**
   * @param findings of the branch, which colour the steps that they are about
   */
  PlanPicture(View view, List<ReviewFinding> findings) {
    this.view = view;
    this.findings = findings;
  }

  /** The picture of a plan that begins with this step. */
  Html of(PlanNode root) {
    long ends = root.all().filter(node -> node.children().isEmpty()).count();
    html.open("ul", "class", ends <= WIDEST_TREE ? "plan tree" : "plan");
    step(root, true);
    return html.close();
  }

  /**
   * @param only whether it is the only input of its parent, whose side then says nothing
   */
  private void step(PlanNode node, boolean only) {
    html.open("li", "class", "w" + Math.min(node.magnitude(), 7));
    box(node, only);
    if (!node.children().isEmpty()) {
      html.open("ul");
      node.children().forEach(child -> step(child, node.children().size() == 1));
      html.close();
    }
    html.close();
  }

  private void box(PlanNode node, boolean only) {
    String worry = worry(node);
    html.open("div", "class", worry == null ? null : tone(node));
    part("small", role(node, only), null);
    part("strong", title(node), null);
    part("span", target(node), null);
    part("span", index(node), "ix");
    details(node).forEach(detail -> part("code", detail, null));
    part("em", worry, null);
    part("span", rows(node), "rows");
    html.close();
  }

  /** With a space, which is not drawn, for who copies, searches or listens. */
  private void part(String tag, String text, String look) {
    if (text != null && !text.isEmpty()) {
      html.element(tag, text, "class", look).text(" ");
    }
  }

  private static String index(PlanNode node) {
    return node.index() == null ? null : (node.backward() ? "backwards " : "") + node.index();
  }

  private static String rows(PlanNode node) {
    return Words.magnitude(node.magnitude()) + (node.magnitude() == 0 ? " row" : " rows");
  }

  private static String title(PlanNode node) {
    String type = node.operation() == null ? node.type() : node.operation();
    if (node.joinType() != null && !node.joinType().equals("Inner")) {
      String join = node.joinType() + " Join";
      type = type.endsWith(" Join") ? type.replace(" Join", " " + join) : type + " " + join;
    }
    return node.strategy() == null ? type : type + " · " + node.strategy().toLowerCase(Locale.ROOT);
  }

  private static String role(PlanNode node, boolean only) {
    String side = only && "Outer".equals(node.role()) ? null : node.role();
    return Stream.of(side, node.subplan())
        .filter(Objects::nonNull)
        .map(role -> role.equals("InitPlan") ? "init plan" : role)
        .map(role -> role.equals("SubPlan") ? "subplan" : role)
        .map(role -> role.equals(node.role()) ? role.toLowerCase(Locale.ROOT) : role)
        .collect(Collectors.joining(" · "));
  }

  private static String target(PlanNode node) {
    String table = View.tableName(node);
    String alias = node.alias();
    if (table == null) {
      return alias == null ? "" : alias;
    }
    return alias == null || alias.equals(node.table()) ? table : table + " " + alias;
  }

  private static List<String> details(PlanNode node) {
    Stream<String> index =
        node.indexCondition() == null
            ? Stream.of()
            : Stream.of("Index Cond: " + node.indexCondition());
    Stream<String> sort =
        node.sortKey().isEmpty()
            ? Stream.of()
            : Stream.of("By: " + String.join(", ", node.sortKey()));
    Stream<String> presorted =
        node.presorted().isEmpty()
            ? Stream.of()
            : Stream.of("Presorted: " + String.join(", ", node.presorted()));
    return Stream.of(index, node.conditions().stream(), sort, presorted).flatMap(s -> s).toList();
  }

  /** What there is to look at in this step alone; null if nothing. */
  private String worry(PlanNode node) {
    TableReview table = view.table(node);
    boolean big = table != null && table.rows() >= BIG_TABLE;
    String size = table == null ? "" : Words.counted(table.rows(), "row");
    if (node.type().endsWith("Seq Scan") && (big || found(node) != null)) {
      return table == null ? "reads all rows" : "reads all " + size;
    }
    boolean walks = node.type().startsWith("Index") && node.indexCondition() == null;
    if (walks && big && node.magnitude() >= BIG_SORT) {
      return "walks an index of " + size;
    }
    if (node.type().endsWith("Sort") && node.magnitude() >= BIG_SORT) {
      return "sorts " + rows(node);
    }
    return null;
  }

  private String tone(PlanNode node) {
    ReviewFinding worst = found(node);
    if (worst == null) {
      return "note";
    }
    return worst.acceptance() != null ? "accepted" : Words.severity(worst.severity());
  }

  /** The worst finding about the table of this step: the open ones first. */
  private ReviewFinding found(PlanNode node) {
    String table = View.tableName(node);
    return findings.stream()
        .filter(finding -> table != null && table.equals(finding.table()))
        .min(
            Comparator.comparing((ReviewFinding f) -> f.acceptance() != null)
                .thenComparing(ReviewFinding::severity))
        .orElse(null);
  }
}
