package dev.lintel.migrations;

import dev.lintel.MigrationException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One migration that a downgrade undoes, and the script that does it. */
final class UndoStep {

  final HistoryRow applied;
  final Script script;

  private UndoStep(HistoryRow applied, Script script) {
    this.applied = applied;
    this.script = script;
  }

  /**
   * All steps of a downgrade, read and checked before the first one runs.
   *
   * @throws MigrationException if one cannot be undone; the message says which and why
   */
  static List<UndoStep> plan(
      Connection connection,
      MigrationSettings settings,
      FlywayRunner flyway,
      DowngradeTarget target)
      throws SQLException {
    History history = new History(settings);
    List<HistoryRow> rows = history.read(connection);
    history.refuseFailed(rows);
    List<HistoryRow> undone = target.undone(History.inForce(rows), rows);
    if (undone.isEmpty()) {
      return new ArrayList<>();
    }
    flyway.validateApplied();
    Placeholders placeholders = Placeholders.of(connection, settings);
    List<UndoStep> steps = new ArrayList<>();
    for (HistoryRow row : undone) {
      steps.add(new UndoStep(row, script(row, settings, placeholders)));
    }
    return steps;
  }

  private static Script script(
      HistoryRow row, MigrationSettings settings, Placeholders placeholders) {
    if (!row.type.equals("SQL")) {
      throw new MigrationException(
          row.script + ": cannot be undone: it is not a SQL script, but " + row.type);
    }
    // it only declares here, and ran long ago: what an upgrade would refuse in it does not matter
    new ScriptFiles(settings.locations)
        .read(row.script)
        .map(SqlScript::parse)
        .ifPresent(migration -> refuseIrreversible(row.script, migration));
    if (settings.undoLocations.isEmpty()) {
      throw new MigrationException(
          row.script + ": cannot be undone: no undo locations are given; name them");
    }
    String name = undoName(row.script);
    ScriptFiles files = new ScriptFiles(settings.undoLocations);
    Script undo =
        Script.read(files, name, placeholders)
            .orElseThrow(
                () ->
                    new MigrationException(
                        row.script
                            + ": cannot be undone: expected "
                            + name
                            + " in "
                            + files
                            + ", but it is not there; write it, or '-- irreversible: why' in it"));
    refuseIrreversible(undo.name(), undo.sql());
    undo.requireUndoable();
    return undo;
  }

  private static void refuseIrreversible(String name, SqlScript sql) {
    Optional<String> why = sql.getIrreversible();
    if (why.isPresent()) {
      throw new MigrationException(name + ": irreversible: " + why.get());
    }
  }

  /** {@code U002__create_items.sql} beside {@code V002__create_items.sql}. */
  private static String undoName(String script) {
    int name = script.lastIndexOf('/') + 1;
    return script.substring(0, name) + "U" + script.substring(name + 1);
  }
}
