package dev.lintel.migrations;

import dev.lintel.InvalidValueException;
import dev.lintel.MigrationException;
import dev.lintel.text.Text;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** How far a downgrade goes: which of the migrations in force it undoes, the newest first. */
interface DowngradeTarget {

  /** What stands for the state before the first migration. */
  String BASE = "base";

  /**
   * @param inForce in the order in which they were applied
   * @param rows the whole history
   * @throws MigrationException if the target is not among them
   */
  List<HistoryRow> undone(List<HistoryRow> inForce, List<HistoryRow> rows);

  static DowngradeTarget steps(int steps) {
    if (steps < 1) {
      throw new InvalidValueException("steps", "1 or more", String.valueOf(steps));
    }
    return (inForce, rows) -> {
      if (steps > inForce.size()) {
        throw new MigrationException(
            "downgrade by "
                + steps
                + ": expected at most "
                + inForce.size()
                + ", for that many migrations are applied");
      }
      return newestFirst(inForce).subList(0, steps);
    };
  }

  static DowngradeTarget version(String version) {
    if (version.equals(BASE)) {
      return (inForce, rows) -> newestFirst(inForce);
    }
    return (inForce, rows) -> {
      List<HistoryRow> undone = new ArrayList<>();
      boolean found =
          rows.stream()
              .anyMatch(row -> row.isBaseline() && FlywayRunner.compare(row.version, version) == 0);
      for (HistoryRow row : newestFirst(inForce)) {
        int order = FlywayRunner.compare(row.version, version);
        found |= order == 0;
        if (order > 0) {
          undone.add(row);
        }
      }
      if (!found) {
        throw new MigrationException(
            "version "
                + Text.visible(version)
                + ": expected "
                + BASE
                + " or an applied version "
                + inForce.stream().map(row -> row.version).collect(Collectors.toList())
                + ", but it is not applied");
      }
      return undone;
    };
  }

  static List<HistoryRow> newestFirst(List<HistoryRow> inForce) {
    List<HistoryRow> reversed = new ArrayList<>(inForce);
    Collections.reverse(reversed);
    return reversed;
  }
}
