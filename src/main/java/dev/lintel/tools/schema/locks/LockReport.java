package dev.lintel.tools.schema.locks;

import dev.lintel.tools.schema.Finding;
import java.util.List;

/**
 * What pending migrations lock.
 *
 * @param versions one for each migration that ran, in their order; empty if none is pending
 * @param findings what is wrong with that, in the same order
 */
public record LockReport(List<VersionLocks> versions, List<Finding> findings) {

  /** The locks as a table for each version, for a person to read; ends with a line break. */
  public String toText() {
    return LockTable.print(versions);
  }
}
