/** The review of a project's SQL: every statement in every branch, on a real planner. */
package dev.lintel.tools.review;
