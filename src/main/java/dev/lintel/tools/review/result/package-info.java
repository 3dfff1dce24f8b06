/** What a review found, for reports and approvals. */
package dev.lintel.tools.review.result;
