package dev.lintel.tools.review.rules;

import dev.lintel.tools.review.examination.Examined;
import dev.lintel.tools.schema.Finding.Severity;

/** A result map that runs a statement for each row. */
final class NestedSelect extends Rule {

  NestedSelect() {
    super(Severity.WARNING, "nested-select");
  }

  @Override
  void check(Examined statement, Context context, Findings findings) {
    for (String nested : statement.statement().nestedSelects()) {
      findings.add(
          null,
          null,
          "its result map runs " + nested + " once for each row (N+1)",
          "join, and map the columns with a prefix");
    }
  }
}
