/** What a review found, for people and for programs: HTML, Markdown, JUnit XML and JSON. */
package dev.lintel.tools.review.report;
