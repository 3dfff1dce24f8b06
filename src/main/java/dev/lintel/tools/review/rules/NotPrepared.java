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
            fix(branch.refusal()));
      }
    }
  }

  private static String fix(Refusal refusal) {
    return switch (refusal) {
      case SERVER, NO_TABLE, SESSION, UNTOLD -> "mend the SQL, or the types of its parameters";
      case PRIVILEGE -> "review as a role that may do what the application may; nothing is written";
      case DRIVER -> "mend what is passed, or its type handler";
    };
  }
}
