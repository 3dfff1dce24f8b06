package dev.lintel.tools.schema.revision;

/**
 * A statement that the server has run.
 *
 * @param rewrites whether it wrote all rows of a table again
 */
record RehearsedChange(Change change, boolean rewrites) {}
