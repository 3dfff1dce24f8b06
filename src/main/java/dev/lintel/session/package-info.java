/**
 * How a session opens, commits, rolls back and closes, for applications without Spring. Operations
 * themselves never do any of it: they take the caller's session.
 */
package dev.lintel.session;
