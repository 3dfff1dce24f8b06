package dev.lintel.tools.review.rules;

import dev.lintel.tools.mappers.Substitution;
import dev.lintel.tools.review.examination.Examined;
import dev.lintel.tools.schema.Finding.Severity;

/** Text of the caller's becomes SQL. */
final class UndeclaredSubstitution extends Rule {

  UndeclaredSubstitution() {
    super(Severity.ERROR, "substitution");
  }

  @Override
  void check(Examined statement, Context context, Findings findings) {
    for (Substitution substitution : statement.statement().substitutions()) {
      if (!substitution.isDeclared()) {
        findings.add(
            null,
            null,
            "${" + substitution.expression() + "} becomes SQL, whatever the caller puts there",
            "bind it with #{}, choose between texts with <choose>, or declare what it can be: <!--"
                + " review: "
                + substitution.expression()
                + " in (…) -->");
      }
    }
  }
}
