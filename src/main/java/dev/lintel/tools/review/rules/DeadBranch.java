package dev.lintel.tools.review.rules;

import dev.lintel.tools.review.examination.Examined;
import dev.lintel.tools.schema.Finding.Severity;

/** A condition in the XML that no value makes true. */
final class DeadBranch extends Rule {

  DeadBranch() {
    super(Severity.WARNING, "dead-branch");
  }

  @Override
  void check(Examined statement, Context context, Findings findings) {
    for (String test : statement.statement().deadTests()) {
      findings.add(
          null,
          null,
          "no value makes this true: " + test,
          "take it away; a single letter in quotes is a char for OGNL, write 'A'.toString()");
    }
  }
}
