package dev.lintel.tools.review.rules;

import dev.lintel.tools.review.catalog.Table;
import dev.lintel.tools.review.examination.Examined;
import dev.lintel.tools.review.examination.Examined.OfBranch;
import dev.lintel.tools.schema.Finding.Severity;

/** A comparison casts the column, so that its index cannot serve. */
final class ColumnCast extends BranchRule {

  ColumnCast() {
    super(Severity.ERROR, "column-cast");
  }

  @Override
  void check(Examined statement, OfBranch branch, Context context, Findings findings) {
    for (WrappedColumn wrapped : WrappedColumn.in(branch.part().query(), context.catalog())) {
      Table table = wrapped.table();
      if (wrapped.isCast() && wrapped.isIndexed() && Access.isUnaided(branch, table)) {
        findings.add(
            branch.review().label(),
            table.qualifiedName(),
            wrapped.column().name()
                + " "
                + wrapped.column().type()
                + " is cast to "
                + wrapped.castTo()
                + " in a comparison, so no index on it can serve",
            "cast the parameter to " + wrapped.column().type() + " instead");
      }
    }
  }
}
