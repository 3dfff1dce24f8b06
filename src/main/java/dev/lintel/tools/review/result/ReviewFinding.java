package dev.lintel.tools.review.result;

import dev.lintel.tools.schema.Finding.Severity;

/**
 * One thing that a rule found.
 *
 * @param severity an {@link Severity#ERROR} or {@link Severity#WARNING} has to be mended or
 *     accepted; an {@link Severity#INFO} only tells
 * @param code of the rule, for example {@code seq-scan}
 * @param subject the statement ({@code items.findItemById}) or the table ({@code lintel.items})
 *     whose approval can accept it; {@code review} for what nothing accepts
 * @param branch the label of the branch; null if it is of no branch in particular
 * @param table at fault; null if none
 * @param what is wrong, on one line
 * @param fix what to do about it, on one line
 * @param acceptance null as long as nobody accepted it
 */
public record ReviewFinding(
    Severity severity,
    String code,
    String subject,
    String branch,
    String table,
    String what,
    String fix,
    Acceptance acceptance) {

  /** Whether it fails the review. */
  public boolean isOpen() {
    return acceptance == null && severity != Severity.INFO;
  }

  /** The same, accepted. */
  public ReviewFinding accepted(Acceptance by) {
    return new ReviewFinding(severity, code, subject, branch, table, what, fix, by);
  }

  /**
   * Whether it is said of a branch: of all, of this one, or of this one and more.
   *
   * @param label of the branch
   */
  public boolean isOf(String label) {
    return branch == null
        || branch.equals(label)
        || branch.startsWith(label) && branch.substring(label.length()).matches(" and \\d+ more");
  }
}
