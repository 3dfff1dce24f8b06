package dev.lintel.tools.review.rules;

import dev.lintel.tools.mappers.Parameter;
import dev.lintel.tools.review.examination.Examined;
import dev.lintel.tools.review.examination.Examined.OfBranch;
import dev.lintel.tools.schema.Finding.Severity;
import java.util.regex.Pattern;

/** A parameter whose Java type nothing tells: the plan may be another one in production. */
final class ParameterType extends Rule {

  ParameterType() {
    super(Severity.WARNING, "parameter-type");
  }

  @Override
  void check(Examined statement, Context context, Findings findings) {
    if (!context.typesKnown()) {
      return;
    }
    for (OfBranch branch : statement.branches()) {
      if (branch.part() == null) {
        continue;
      }
      for (int i = 0; i < branch.part().positions().size(); i++) {
        Parameter parameter = branch.branch().parameters().get(branch.part().positions().get(i));
        // a class without a handler has one that the host registers: there is nothing to mend
        boolean told = parameter.isTyped() || parameter.javaType() != null;
        if (!told && !isCast(branch.part().sql(), i + 1)) {
          findings.add(
              branch.review().label(),
              null,
              "nothing tells the Java type of #{" + parameter.name() + "}",
              "give the mapper method a typed parameter, or write javaType in the #{}");
        }
      }
    }
  }

  /** Whether the SQL itself says of which type it is, so that any other one fails or is cast. */
  private static boolean isCast(String sql, int number) {
    String parameter = "\\$" + number;
    return Pattern.compile(
            parameter + "\\s*::|\\bcast\\s*\\(\\s*" + parameter + "\\s+as\\b",
            Pattern.CASE_INSENSITIVE)
        .matcher(sql)
        .find();
  }
}
