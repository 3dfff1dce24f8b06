package dev.lintel.tools.review.rules;

import dev.lintel.tools.review.examination.Examined;
import dev.lintel.tools.review.examination.Examined.OfBranch;
import dev.lintel.tools.review.examination.Examined.Refusal;
import dev.lintel.tools.schema.Finding.Severity;

/** A branch that the server, or the driver, refuses. */
final class NotPrepared extends Rule {

  NotPrepared() {
    super(Severity.ERROR, "not-prepared");
  }

  @Override
  void check(Examined statement, Context context, Findings findings) {
    Errors errors = new Errors();
    for (OfBranch branch : statement.branches()) {
      if (branch.isRefused()
          && !branch.branch().guessed()
          && !EmptyBreaks.isMeant(statement, branch)) {
        findings.add(
            branch.review().label(),
            null,
            errors.alike(branch.review().error()),
            branch.refusal() != Refusal.DRIVER
                ? "mend the SQL, or the types of its parameters"
                : "mend the type handler");
      }
    }
  }
}
