package dev.lintel.tools.review;

import dev.lintel.tools.mappers.Omission;
import dev.lintel.tools.review.result.ReviewFinding;
import dev.lintel.tools.review.result.StatementReview;
import dev.lintel.tools.review.result.TableReview;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What was found, before approvals.
 *
 * @param server its version, for example {@code PostgreSQL 15.19}
 * @param serverMajor of it, for example {@code 15}
 * @param settings what was pinned, by name
 * @param statements by name
 * @param omissions what was not reviewed
 * @param tables by name
 * @param findings none of them accepted; what makes the review itself worthless, such as no
 *     statement or an empty table, is an error of the subject {@code review}
 * @param codes of all rules, whether they found something or not
 * @param migrations the locks of each migration, as text by version; empty if there are none
 */
record EngineResult(
    String server,
    String serverMajor,
    Map<String, String> settings,
    List<StatementReview> statements,
    List<Omission> omissions,
    List<TableReview> tables,
    List<ReviewFinding> findings,
    Set<String> codes,
    Map<String, String> migrations) {}
