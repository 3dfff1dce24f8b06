package dev.lintel.tools.review.result;

import dev.lintel.tools.mappers.Branch;
import dev.lintel.tools.mappers.MappedStatement;
import java.util.List;

/**
 * A statement after its review.
 *
 * @param statement as it was read
 * @param branches in the order of {@link MappedStatement#branches}; a branch of several statements
 *     in one text is one each, {@code always (1 of 2)}
 */
public record StatementReview(MappedStatement statement, List<BranchReview> branches) {

  /** The branch, as MyBatis rendered it, that one of {@link #branches} is of. */
  public Branch rendered(BranchReview review) {
    return statement.branches().stream()
        .filter(branch -> isOf(review.label(), branch.label()))
        .findFirst()
        .orElseThrow();
  }

  private static boolean isOf(String label, String branch) {
    return label.startsWith(branch)
        && label.substring(branch.length()).matches("|" + BranchReview.NUMBERED);
  }

  public String name() {
    return statement.name();
  }
}
