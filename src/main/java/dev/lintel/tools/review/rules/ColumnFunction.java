package dev.lintel.tools.review.rules;

import dev.lintel.tools.review.catalog.Table;
import dev.lintel.tools.review.examination.Examined;
import dev.lintel.tools.review.examination.Examined.OfBranch;
import dev.lintel.tools.schema.Finding.Severity;

/** A comparison with a function of a column, which no index of the column can serve. */
final class ColumnFunction extends BranchRule {

  ColumnFunction() {
    super(Severity.WARNING, "column-function");
  }

  @Override
  void check(Examined statement, OfBranch branch, Context context, Findings findings) {
    for (WrappedColumn wrapped : WrappedColumn.in(branch.part().query(), context.catalog())) {
      Table table = wrapped.table();
      if (!wrapped.isCast()
          && !LeadingWildcard.isIn(wrapped.comparison(), branch, context)
          && Access.isUnaided(branch, table)) {
        findings.add(
            branch.review().label(),
            table.qualifiedName(),
            expression(wrapped)
                + " is compared, so no index on "
                + wrapped.column().name()
                + " can serve",
            "compare the column itself, or make an index on the expression");
      }
    }
  }

  private static String expression(WrappedColumn wrapped) {
    String function = wrapped.function();
    String column = wrapped.column().name();
    return Character.isLetter(function.codePointAt(0)) || function.startsWith("_")
        ? function + "(" + column + ")"
        : "an expression of " + column + " with " + function;
  }
}
