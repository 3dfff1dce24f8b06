package dev.lintel.tools.review.result;

import java.util.List;

/**
 * How a statement or table stands to its approved text.
 *
 * @param subject the statement or table
 * @param file the approval, as a path below the folder of plans
 * @param state see there
 * @param approved the approved text; null if there is none
 * @param actual the text as of now; null if there is nothing any more
 * @param difference both as a unified diff; empty if they agree
 * @param acceptances its ACCEPT lines
 */
public record Approval(
    String subject,
    String file,
    State state,
    String approved,
    String actual,
    List<String> difference,
    List<Acceptance> acceptances) {

  /** Only {@link #APPROVED} passes. */
  public enum State {
    APPROVED,
    CHANGED,
    /** Nobody approved it yet. */
    NEW,
    /** There is no such statement or table any more. */
    ORPHANED
  }
}
