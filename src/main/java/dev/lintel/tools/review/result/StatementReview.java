package dev.lintel.tools.review.result;

import dev.lintel.tools.mappers.MappedStatement;
import java.util.List;

/**
 * A statement after its review.
 *
 * @param statement as it was read
 * @param branches in the order of {@link MappedStatement#branches}
 */
public record StatementReview(MappedStatement statement, List<BranchReview> branches) {

  public String name() {
    return statement.name();
  }
}
