package dev.lintel.tools.review.examination;

import dev.lintel.tools.mappers.Branch;
import dev.lintel.tools.mappers.MappedStatement;
import dev.lintel.tools.review.plan.PlanNode;
import dev.lintel.tools.review.query.Part;
import dev.lintel.tools.review.result.BranchReview;
import dev.lintel.tools.review.result.StatementReview;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
   * @param refusal who is behind the error; null if there is none
   * @param never whether the server can prove that some part of it finds no row
   */
  public record OfBranch(
      Branch branch, Part part, BranchReview review, Refusal refusal, boolean never) {

    /** Whether it does not run, as far as can be told. */
    public boolean isRefused() {
      return refusal != null && refusal != Refusal.UNTOLD && refusal != Refusal.SESSION;
    }

    OfBranch refused(Refusal other) {
      return new OfBranch(branch, part, review, other, never);
    }

    /** Its plans, by name: generic, hot, rare. */
    public Map<String, PlanNode> plans() {
      Map<String, PlanNode> plans = plansWithoutHot();
      if (review.hot() != null) {
        plans.put("hot", review.hot());
      }
      return plans;
    }

    /** Reading much for a frequent value is no fault: those without that one. */
    public Map<String, PlanNode> plansWithoutHot() {
      Map<String, PlanNode> plans = new LinkedHashMap<>();
      plans.put("generic", review.generic());
      if (review.rare() != null) {
        plans.put("rare", review.rare());
      }
      return plans;
    }

    /** Whether there is a parse tree and a plan to look at. */
    public boolean isPlanned() {
      return part != null && part.query() != null && review.generic() != null;
    }
  }

  /** Who or what is behind an error. */
  public enum Refusal {
    /** The server, whatever the types of the parameters are. */
    SERVER,
    /** The server, as the role of the review may not do it. */
    PRIVILEGE,
    /** The server: a table is not there. */
    NO_TABLE,
    /** The same, but another statement of the mappers makes it for the session. */
    SESSION,
    /** The driver or a type handler: the server never saw it. */
    DRIVER,
    /** The server, but nothing tells the Java type of a parameter, and with another it may run. */
    UNTOLD
  }

  /** Whether it is no query at all, such as TRUNCATE or CALL, which has no plan. */
  public boolean isUtility() {
    return !branches.isEmpty()
        && branches.stream()
            .allMatch(b -> b.review().generic() == null && b.review().error() == null);
  }

  /** For reports and approvals. */
  public StatementReview review() {
    return new StatementReview(statement, branches.stream().map(OfBranch::review).toList());
  }
}
