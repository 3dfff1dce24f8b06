package dev.lintel.tools.review.rules;

import dev.lintel.tools.mappers.Parameter;
import dev.lintel.tools.review.examination.Examined;
import dev.lintel.tools.review.examination.Examined.OfBranch;
import dev.lintel.tools.schema.Finding.Severity;

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
      for (Parameter parameter : branch.branch().parameters()) {
        if (!parameter.isTyped()) {
          findings.add(
              branch.review().label(),
              null,
              "nothing tells the Java type of #{" + parameter.name() + "}",
              "give the mapper method a typed parameter, or write javaType in the #{}");
        }
      }
    }
  }
}
