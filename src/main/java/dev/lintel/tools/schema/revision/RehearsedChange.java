package dev.lintel.tools.schema.revision;

import dev.lintel.tools.schema.locks.Notice;

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
    REWRITES;

    static Effect of(Notice notice) {
      return switch (notice.kind()) {
        case REWRITE -> REWRITES;
        case INDEX_BUILD -> BUILDS_INDEX;
        case SCAN, KEY_VALIDATION -> READS;
        case CHANGE, INSERT, READ -> throw new IllegalArgumentException(notice.toString());
      };
    }
  }
}
