package dev.lintel.tools.review.engine;

import dev.lintel.tools.mappers.Branch;
import dev.lintel.tools.mappers.MappedStatement;
import dev.lintel.tools.review.query.Part;
import dev.lintel.tools.review.result.BranchReview;
import dev.lintel.tools.review.result.StatementReview;
import java.util.List;

/**
 * A statement with all that rules look at.
 *
 * @param statement as it was read
 * @param branches in its order
 */
public record Examined(MappedStatement statement, List<OfBranch> branches) {

  /**
   * @param branch as MyBatis renders it
   * @param part as the server parsed it; null if it does not prepare
   * @param review its plans; in place of them an error if there are none
   * @param bound whether the driver could bind the samples; if not, the error is the driver's
   */
  public record OfBranch(Branch branch, Part part, BranchReview review, boolean bound) {

    /** Whether there is a parse tree and a plan to look at. */
    public boolean isPlanned() {
      return part != null && part.query() != null && review.generic() != null;
    }
  }

  StatementReview review() {
    return new StatementReview(statement, branches.stream().map(OfBranch::review).toList());
  }
}
