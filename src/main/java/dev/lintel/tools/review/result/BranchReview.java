package dev.lintel.tools.review.result;

import dev.lintel.tools.review.plan.PlanNode;
import java.util.List;

/**
 * One branch on a real planner.
 *
 * @param label as {@link dev.lintel.tools.mappers.Branch#label}
 * @param sql with {@code $1}, {@code $2}, … for the parameters
 * @param parameters a text for each, for people: {@code status varchar}
 * @param error what the server, or the driver, says of it; null if it prepares
 * @param generic the plan for any values; null if there is none
 * @param hot the plan for the most frequent values; null if there is none
 * @param rare the plan for rare values; null if there is none
 * @param foreignKeys the checks that it sets off
 * @param queryId the server's number for queries that differ in constants only; null if the server
 *     gives none
 */
public record BranchReview(
    String label,
    String sql,
    List<String> parameters,
    String error,
    PlanNode generic,
    PlanNode hot,
    PlanNode rare,
    List<ForeignKeyPlan> foreignKeys,
    Long queryId) {

  static final String NUMBERED = " \\(\\d+ of \\d+\\)";

  /** The names of the indexes that any of its plans reads, sorted, each once. */
  public List<String> indexes() {
    return java.util.stream.Stream.of(generic, hot, rare)
        .filter(java.util.Objects::nonNull)
        .flatMap(PlanNode::all)
        .map(PlanNode::index)
        .filter(java.util.Objects::nonNull)
        .distinct()
        .sorted()
        .toList();
  }
}
