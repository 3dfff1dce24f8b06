package dev.lintel.tools.schema.locks;

import java.util.List;

/**
 * What one migration locks.
 *
 * @param script its file, for example {@code V004__add_due_at.sql}
 * @param statements those that ran, in their order
 */
public record VersionLocks(String script, List<StatementLocks> statements) {

  /** A table of the locks, without the name of the script; ends with a line break. */
  public String toText() {
    return LockTable.rows(this);
  }
}
