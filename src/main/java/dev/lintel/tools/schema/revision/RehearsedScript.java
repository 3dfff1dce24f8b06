package dev.lintel.tools.schema.revision;

import java.util.List;

/**
 * A script that the server has run.
 *
 * @param locks the strongest on each table that was there before
 */
record RehearsedScript(List<RehearsedChange> changes, List<Lock> locks) {

  /** The statements that lose data or rewrite a table, each with why. */
  List<Danger> dangers() {
    return changes.stream().flatMap(change -> Danger.of(change, changes).stream()).toList();
  }
}
