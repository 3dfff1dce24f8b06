package dev.lintel.tools.schema.revision;

/**
 * A statement that the server has run.
 *
 * @param effect what it did with the rows of a table that was there before the script
 */
record RehearsedChange(Change change, Effect effect) {

  /** The most costly comes last. */
  enum Effect {
    NONE,
    READS,
    BUILDS_INDEX,
    REWRITES
  }
}
