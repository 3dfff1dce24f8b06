package dev.lintel.tools.review.report;

import dev.lintel.tools.mappers.Branch;
import dev.lintel.tools.review.plan.PlanNode;
import dev.lintel.tools.review.result.BranchReview;
import dev.lintel.tools.review.result.ForeignKeyPlan;
import dev.lintel.tools.review.result.ReviewFinding;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The branches of one statement: SQL, parameters and plans. What is equal is shown once. */
final class BranchSection {

  private static final Map<String, String> FOR =
      Map.of(
          "generic", "for any values",
          "hot", "for the most frequent values",
          "rare", "for rare values");

  private final Html html;
  private final View view;
  private final List<ReviewFinding> findings;
  private final Map<String, String> shown = new LinkedHashMap<>();
  private final boolean several;

  /**
   * @param findings of the statement
   * @param several whether it has more branches than one, so that each has a name
   */
  BranchSection(Html html, View view, List<ReviewFinding> findings, boolean several) {
    this.html = html;
    this.view = view;
    this.findings = findings;
    this.several = several;
  }

  void write(Branch branch, BranchReview review) {
    List<ReviewFinding> here = findings.stream().filter(f -> f.isOf(review.label())).toList();
    if (several) {
      boolean open = here.stream().anyMatch(f -> f.isOpen() && f.branch() != null);
      html.open("details", "class", "br", "open", open || shown.isEmpty() ? "" : null);
      html.open("summary").element("h5", review.label());
      html.element("span", plansInShort(review), "class", "dim").close();
    }
    html.open("div", "class", "cols").open("div");
    if (review.error() != null) {
      html.open("p", "class", "failed").element("b", "Does not prepare: ");
      html.text(review.error()).close();
    }
    SqlText.write(html, review.sql());
    parameters(review);
    if (branch.guessed()) {
      html.element("p", "A sample stands in place of each ${…}.", "class", "dim");
    }
    if (review.queryId() != null) {
      html.element("p", "query id " + review.queryId(), "class", "dim");
    }
    html.close().open("div");
    plans(review, here);
    review.foreignKeys().forEach(this::foreignKey);
    html.close().close();
    if (several) {
      html.close();
    }
    html.line();
  }

  private void parameters(BranchReview review) {
    if (!review.parameters().isEmpty()) {
      html.open("ol", "class", "params", "aria-label", "parameters");
      review.parameters().forEach(parameter -> html.element("li", parameter));
      html.close();
    }
  }

  private void plans(BranchReview review, List<ReviewFinding> here) {
    Map<String, Html> pictures = new LinkedHashMap<>();
    Map<String, String> kinds = new LinkedHashMap<>();
    named(review)
        .forEach(
            (kind, plan) -> {
              Html picture = new PlanPicture(view, here).of(plan);
              pictures.put(picture.toString(), picture);
              kinds.merge(picture.toString(), FOR.get(kind), (a, b) -> a + " and " + b);
            });
    if (pictures.isEmpty()) {
      html.element("p", "No plan.", "class", "dim");
      return;
    }
    String all = kinds.toString();
    if (shown.containsKey(all)) {
      html.element(
          "p", "The same plan as in the branch “" + shown.get(all) + "”.", "class", "same");
      return;
    }
    shown.put(all, review.label());
    boolean same = pictures.size() == 1 && named(review).size() > 1;
    html.open("div", "class", "plans");
    pictures.forEach(
        (text, picture) -> {
          String title =
              same ? ", the same for any, frequent and rare values" : " " + kinds.get(text);
          figure("Plan" + title, picture);
        });
    html.close();
  }

  private void foreignKey(ForeignKeyPlan check) {
    String title =
        "Then, for each row, the check of "
            + check.constraint()
            + " on "
            + check.table()
            + " ("
            + check.action()
            + ")";
    if (check.plan() == null) {
      html.element("p", title, "class", "dim");
    } else {
      figure(title, new PlanPicture(view, findings).of(check.plan()));
    }
  }

  private void figure(String title, Html picture) {
    html.open("figure").element("figcaption", title);
    html.open("div", "class", "box", "tabindex", "0", "role", "region", "aria-label", title);
    html.add(picture).close().close();
  }

  private static Map<String, PlanNode> named(BranchReview review) {
    Map<String, PlanNode> plans = new LinkedHashMap<>();
    plans.put("generic", review.generic());
    plans.put("hot", review.hot());
    plans.put("rare", review.rare());
    plans.values().removeIf(Objects::isNull);
    return plans;
  }

  private static String plansInShort(BranchReview review) {
    if (review.error() != null) {
      return "does not prepare";
    }
    List<String> indexes = review.indexes();
    return indexes.isEmpty() ? "no index" : String.join(", ", indexes);
  }
}
