package dev.lintel.tools.review.approval;

import dev.lintel.tools.review.result.Approval;
import dev.lintel.tools.review.result.ReviewFinding;
import java.util.List;

/**
 * A review held against its approvals.
 *
 * @param findings those of the review, accepted or not, and those about {@code ACCEPT} lines
 * @param approvals by subject
 */
public record Checked(List<ReviewFinding> findings, List<Approval> approvals) {}
