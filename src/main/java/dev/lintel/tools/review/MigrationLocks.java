package dev.lintel.tools.review;

import dev.lintel.LintelException;
import dev.lintel.tools.schema.Project;
import dev.lintel.tools.schema.locks.LockLint;
import dev.lintel.tools.schema.locks.VersionLocks;
import dev.lintel.tools.scratch.ScratchServer;
import java.util.LinkedHashMap;
import java.util.Map;

/** What each migration locks, for the report. */
final class MigrationLocks {

  private MigrationLocks() {}

  /** By the names of the scripts, in their order; what cannot be told says why. */
  static Map<String, String> of(Project project, ScratchServer server) {
    Map<String, String> locks = new LinkedHashMap<>();
    try {
      for (VersionLocks version : LockLint.run(project, server, null, what -> {}).versions()) {
        locks.put(version.script(), version.toText());
      }
    } catch (LintelException e) {
      locks.put("migrations", "not known: " + e.getMessage());
    }
    return locks;
  }
}
