package dev.lintel.tools.review.rules;

import dev.lintel.tools.review.examination.Examined;
import dev.lintel.tools.review.examination.Examined.OfBranch;
import dev.lintel.tools.schema.Finding.Severity;

/** An empty collection, or nothing to set, makes a statement that is no SQL. */
final class EmptyBreaks extends Rule {

  EmptyBreaks() {
    super(Severity.ERROR, "empty-breaks");
  }

  @Override
  void check(Examined statement, Context context, Findings findings) {
    for (OfBranch branch : statement.branches()) {
      if (branch.review().error() != null && isMeant(statement, branch)) {
        boolean list = branch.branch().collections().containsValue(0);
        findings.add(
            branch.review().label(),
            null,
            (list ? "an empty collection" : "nothing set")
                + " breaks it: "
                + branch.review().error(),
            list
                ? "write = ANY (#{ids}), or refuse an empty collection before the call"
                : "keep one part that is always there, or refuse the call before");
      }
    }
  }

  /** Whether it breaks where something is missing, and only there. */
  static boolean isMeant(Examined statement, OfBranch branch) {
    boolean others = statement.branches().stream().anyMatch(b -> b.review().error() == null);
    boolean missing =
        branch.branch().collections().containsValue(0)
            || branch.branch().label().equals("no condition");
    return others && missing && !branch.branch().guessed();
  }
}
