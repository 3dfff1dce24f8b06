/** Takes the branches of statements to a server, and lets rules look at what comes back. */
package dev.lintel.tools.review.examination;
