package dev.lintel.migrations;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The history as people read it: what was applied, undone and applied again. */
final class Trail {

  private Trail() {}

  static List<AppliedMigration> of(List<HistoryRow> rows) {
    List<HistoryRow> inForce = History.inForce(rows);
    List<AppliedMigration> trail = new ArrayList<>();
    for (HistoryRow row : rows) {
      if (row.version != null && (row.isMigration() || row.isUndo())) {
        trail.add(
            new AppliedMigration(
                row.version,
                row.description,
                row.script,
                state(row, inForce.contains(row)),
                row.installedOn,
                row.installedBy,
                Duration.ofMillis(Math.max(0, row.executionTime)),
                row.isStamped()));
      }
    }
    return Collections.unmodifiableList(trail);
  }

  private static String state(HistoryRow row, boolean inForce) {
    if (!row.success) {
      return "Failed";
    }
    if (row.isUndo()) {
      boolean byScript = row.script.substring(row.script.lastIndexOf('/') + 1).startsWith("U");
      return row.isStamped() ? "Unstamped" : byScript ? "Undo" : "Deleted";
    }
    if (!inForce) {
      return "Undone";
    }
    return row.isStamped() ? "Stamped" : "Success";
  }
}
