package dev.lintel.tools.review.rules;

import dev.lintel.tools.mappers.MappedStatement.Returns;
import dev.lintel.tools.review.examination.Examined;
import dev.lintel.tools.schema.Finding.Severity;
import java.util.List;

/** A result map that runs a statement for each row. */
final class NestedSelect extends Rule {

  NestedSelect() {
    super(Severity.WARNING, "nested-select");
  }

  @Override
  void check(Examined statement, Context context, Findings findings) {
    if (isOneRow(statement, context)) {
      return;
    }
    List<String> nested = statement.statement().nestedSelects();
    if (!nested.isEmpty()) {
      findings.add(
          null,
          null,
          "its result map runs " + String.join(", ", nested) + " once for each row (N+1)",
          "join, and map the columns with a prefix");
    }
  }

  /** One row more is no loop. */
  private static boolean isOneRow(Examined statement, Context context) {
    return statement.statement().returns() == Returns.ONE
        || statement.branches().stream()
            .allMatch(
                branch ->
                    branch.isPlanned()
                        && new Bounds(branch.part().query(), context.catalog()).givesOneRow());
  }
}
