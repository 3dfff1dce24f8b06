package dev.lintel.tools.review.approval;

import dev.lintel.tools.mappers.MappedStatement;
import dev.lintel.tools.review.plan.PlanNode;
import dev.lintel.tools.review.result.BranchReview;
import dev.lintel.tools.review.result.ForeignKeyPlan;
import dev.lintel.tools.review.result.StatementReview;
import java.util.ArrayList;
import java.util.List;

/** What a person approves of a statement: each branch with its SQL and plans. */
final class StatementText {

  private static final String SECTION = "  ";
  private static final String CONTENT = "    ";

  private final String ownSchema;
  private final List<String> lines = new ArrayList<>();

  private StatementText(String ownSchema) {
    this.ownSchema = ownSchema;
  }

  static List<String> of(StatementReview review, String ownSchema) {
    StatementText text = new StatementText(ownSchema);
    MappedStatement statement = review.statement();
    int shown = review.branches().size();
    if (shown != statement.possible()) {
      text.lines.add(
          shown
              + " of "
              + (statement.exact() ? "" : "at least ")
              + statement.possible()
              + " branches");
      text.lines.add("");
    }
    for (BranchReview branch : review.branches()) {
      text.add(branch);
      text.lines.add("");
    }
    return text.lines;
  }

  private void add(BranchReview branch) {
    lines.add("branch " + Body.line(branch.label()));
    section(Body.SQL, sql(branch.sql()));
    if (branch.error() != null) {
      lines.add(SECTION + "error: " + Body.line(branch.error()));
    }
    if (branch.generic() != null) {
      section("generic", PlanText.generic(branch.generic(), ownSchema));
    }
    custom("hot", branch.hot(), branch.generic());
    custom("rare", branch.rare(), branch.generic());
    for (ForeignKeyPlan key : branch.foreignKeys()) {
      String table = QualifiedName.of(key.table(), ownSchema);
      String name = "foreign key " + key.constraint() + " of " + table + " (" + key.action() + ")";
      section(Body.line(name), PlanText.generic(key.plan(), ownSchema));
    }
    if (branch.error() == null) {
      List<String> indexes = branch.indexes();
      String names = indexes.isEmpty() ? "none" : String.join(", ", indexes);
      lines.add(SECTION + "indexes: " + Body.line(names));
    }
  }

  private void custom(String name, PlanNode plan, PlanNode generic) {
    if (plan == null) {
      return;
    }
    if (generic != null && PlanText.agree(plan, generic)) {
      lines.add(SECTION + name + ": the same");
    } else {
      section(name, PlanText.custom(plan, ownSchema));
    }
  }

  private void section(String name, List<String> content) {
    lines.add(SECTION + name);
    content.forEach(line -> lines.add(CONTENT + line));
  }

  /** Without the margin of the mapper file, and the empty lines that its elements leave. */
  private static List<String> sql(String sql) {
    List<String> written = sql.strip().lines().filter(line -> !line.isBlank()).toList();
    int margin = written.stream().skip(1).mapToInt(StatementText::indent).min().orElse(0);
    List<String> lines = new ArrayList<>();
    for (String line : written) {
      lines.add(line.substring(lines.isEmpty() ? 0 : margin).stripTrailing());
    }
    return lines;
  }

  private static int indent(String line) {
    return line.length() - line.stripLeading().length();
  }
}
