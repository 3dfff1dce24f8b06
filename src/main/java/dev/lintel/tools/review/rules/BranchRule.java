package dev.lintel.tools.review.rules;

import dev.lintel.tools.review.examination.Examined;
import dev.lintel.tools.review.examination.Examined.OfBranch;
import dev.lintel.tools.schema.Finding.Severity;

/** A rule that looks at each branch that has a plan, alone. */
abstract class BranchRule extends Rule {

  BranchRule(Severity severity, String code) {
    super(severity, code);
  }

  @Override
  final void check(Examined statement, Context context, Findings findings) {
    for (OfBranch branch : statement.branches()) {
      if (branch.isPlanned()) {
        check(statement, branch, context, findings);
      }
    }
  }

  abstract void check(Examined statement, OfBranch branch, Context context, Findings findings);
}
