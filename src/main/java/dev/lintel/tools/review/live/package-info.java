/** What a live server counted of the statements that a review knows, and of others. */
package dev.lintel.tools.review.live;
