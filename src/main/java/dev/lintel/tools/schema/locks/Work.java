package dev.lintel.tools.schema.locks;

/**
 * Something that takes the longer, the more rows there are.
 *
 * @param kind what was done
 * @param table to which table
 * @param what the same in words, for example {@code builds the index ix_items_name on items}
 */
public record Work(Kind kind, String table, String what) {

  /** What takes long on a large table; the first one explains those after it. */
  public enum Kind {
    /** The whole table was written anew. */
    REWRITE("lock-rewrite"),
    /** A foreign key was checked for all rows. */
    KEY_VALIDATION("lock-key-validation"),
    /** An index was built. */
    INDEX_BUILD("lock-index-build"),
    /** All rows were read to check a constraint. */
    SCAN("lock-scan"),
    /** Many rows were updated or deleted. */
    CHANGE("lock-rows"),
    /** Many rows were inserted. */
    INSERT("lock-rows"),
    /** Many rows were read without an index. */
    READ("lock-read");

    private final String code;

    Kind(String code) {
      this.code = code;
    }

    /** The code of the finding if a lock that blocks is held meanwhile. */
    String code() {
      return code;
    }
  }
}
