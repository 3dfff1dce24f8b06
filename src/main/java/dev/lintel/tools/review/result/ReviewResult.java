package dev.lintel.tools.review.result;

import dev.lintel.tools.mappers.Omission;
import dev.lintel.tools.schema.Finding.Severity;
import java.util.List;
import java.util.Map;

/**
 * All that a review found.
 *
 * @param project a name for people
 * @param server its version, for example {@code PostgreSQL 15.19}
 * @param settings what was pinned, by name
 * @param statements by name
 * @param omissions what was not reviewed
 * @param tables by name
 * @param findings of statements, tables and the review itself, the worst first
 * @param approvals by subject; empty if none are kept
 * @param migrations the locks of each migration, as text by version; empty if there are none
 * @param live what runs on a live server; null if none was asked
 */
public record ReviewResult(
    String project,
    String server,
    Map<String, String> settings,
    List<StatementReview> statements,
    List<Omission> omissions,
    List<TableReview> tables,
    List<ReviewFinding> findings,
    List<Approval> approvals,
    Map<String, String> migrations,
    LiveStatistics live) {

  /** Whether nothing is left to mend, accept or approve. */
  public boolean passes() {
    return findings.stream().noneMatch(ReviewFinding::isOpen)
        && approvals.stream().allMatch(a -> a.state() == Approval.State.APPROVED);
  }

  public long count(Severity severity) {
    return findings.stream()
        .filter(f -> f.severity() == severity && f.acceptance() == null)
        .count();
  }

  public List<ReviewFinding> findingsOf(String subject) {
    return findings.stream().filter(f -> f.subject().equals(subject)).toList();
  }
}
