package dev.lintel.tools.review.rules;

import dev.lintel.tools.review.examination.Examined.OfBranch;
import dev.lintel.tools.review.plan.PlanNode;
import java.util.Objects;
import java.util.stream.Stream;

/** How large the results of a branch are expected to be. */
final class Result {

  /** Rows from which on a list is worth a finding. */
  static final double LARGE = 1_000;

  private Result() {}

  /** The most that one of its plans expects. */
  static double rows(OfBranch branch) {
    return Stream.of(branch.review().generic(), branch.review().hot(), branch.review().rare())
        .filter(Objects::nonNull)
        .mapToDouble(PlanNode::rows)
        .max()
        .orElse(0);
  }

  /** As a power of ten, so that a few rows more are no new finding. */
  static String about(double rows) {
    return "about 10^" + Math.round(Math.log10(Math.max(1, rows)));
  }
}
