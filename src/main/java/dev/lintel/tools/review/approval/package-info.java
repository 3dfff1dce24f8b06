/** Plans that a person approved, as text in git, and the findings that somebody accepted there. */
package dev.lintel.tools.review.approval;
