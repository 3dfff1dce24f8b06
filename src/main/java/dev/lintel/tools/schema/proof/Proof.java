package dev.lintel.tools.schema.proof;

import dev.lintel.MigrationException;
import dev.lintel.mapping.ServerErrors;
import dev.lintel.migrations.Migrations;
import dev.lintel.migrations.PendingMigration;
import dev.lintel.tools.schema.Finding;
import dev.lintel.tools.schema.Finding.Severity;
import dev.lintel.tools.schema.MigrationFiles;
import dev.lintel.tools.schema.Project;
import dev.lintel.tools.schema.ScriptFile;
import dev.lintel.tools.schema.snapshot.SchemaSnapshot;
import dev.lintel.tools.scratch.ScratchDatabase;
import dev.lintel.tools.scratch.ScratchServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Up, down, up: each migration is applied, undone and applied again on one scratch database. What
 * the schema holds must be the same before and after, and so must the rows.
 */
public final class Proof {

  private final MigrationFiles files;
  private final Project project;
  private final ScratchServer server;
  private final boolean withRows;
  private final Consumer<String> progress;

  /** Each once, even if the proof has to begin again. */
  private final Set<Finding> findings = new LinkedHashSet<>();

  private ScratchDatabase database;
  private Migrations migrations;
  private Rows rows;

  private Proof(
      Project project, ScratchServer server, boolean withRows, Consumer<String> progress) {
    this.project = project;
    this.files = MigrationFiles.of(project);
    this.server = server;
    this.withRows = withRows;
    this.progress = progress;
  }

  /**
   * Proves all migrations, in their order.
   *
   * @param withRows whether the tables have rows meanwhile: those of the volume file as soon as its
   *     statements run, generated ones in the others
   * @param progress is told, in a few words, what is going on
   * @return what is not so; an irreversible migration is an {@code INFO}, and a table that stayed
   *     without rows a {@code WARNING}
   * @throws MigrationException if a folder or file is not there or cannot be read
   */
  public static List<Finding> run(
      Project project, ScratchServer server, boolean withRows, Consumer<String> progress) {
    Proof proof = new Proof(project, server, withRows, progress);
    try {
      return proof.prove();
    } catch (SQLException e) {
      throw ServerErrors.translate(e);
    } finally {
      proof.end();
    }
  }

  private List<Finding> prove() throws SQLException {
    begin();
    try (Connection connection = database.connect()) {
      ScriptFile.makeSchema(connection, project.schema());
    }
    boolean reached = true;
    for (PendingMigration migration : migrations.pending()) {
      reached = reached && prove(migration);
    }
    if (reached) {
      atHead();
    }
    return List.copyOf(findings);
  }

  private void begin() {
    rows = withRows ? new LoadedRows(project) : Rows.NONE;
    database = server.create();
    migrations = project.over(database.dataSource());
  }

  private void end() {
    if (database != null) {
      database.close();
    }
  }

  /** Leaves a schema that is neither here nor there, so that later migrations can be proven too. */
  private boolean beginAgainAfter(PendingMigration migration) {
    end();
    begin();
    String script = migration.getScript();
    return succeeds("upgrade-fails", script, () -> migrations.upgrade(migration.getVersion()));
  }

  /**
   * @return whether the schema is at that version now, so that the proof can go on
   */
  private boolean prove(PendingMigration migration) throws SQLException {
    String script = migration.getScript();
    Optional<String> irreversible = files.irreversible(script);
    load();
    State before = read();
    progress.accept(script + ": " + before.data);
    if (!succeeds("upgrade-fails", script, () -> migrations.upgradeSteps(1))) {
      return false;
    }
    if (irreversible.isPresent()) {
      add(Severity.INFO, "irreversible", script, irreversible.get(), "");
      return true;
    }
    String undo = files.undoOf(script);
    if (!files.hasUndo(script)) {
      findings.add(files.undoMissing(script));
      return true;
    }
    try (Connection connection = database.connect()) {
      findings.addAll(rows.fillTablesOtherThan(before.data.tables(), connection));
    }
    State up = read();
    if (!succeeds("undo-fails", undo, () -> migrations.downgradeSteps(1))) {
      return true;
    }
    State down = read();
    compare("undo", undo, before, up, down);
    if (succeeds("redo-fails", script, () -> migrations.upgradeSteps(1))) {
      compare("redo", script, up, down, read());
      return true;
    }
    return beginAgainAfter(migration);
  }

  private void load() throws SQLException {
    try (Connection connection = database.connect()) {
      findings.addAll(rows.load(connection, progress));
    }
  }

  private State read() throws SQLException {
    try (Connection connection = database.connect()) {
      return new State(project.snapshot(connection), rows.read(connection));
    }
  }

  private boolean succeeds(String code, String script, Runnable step) {
    try {
      step.run();
      return true;
    } catch (MigrationException e) {
      add(Severity.ERROR, code, script, e.getMessage(), "");
      return false;
    }
  }

  /** What a script should have brought back, after it was away in between. */
  private void compare(String what, String script, State expected, State between, State found) {
    String name = script.substring(script.lastIndexOf('/') + 1);
    found
        .schema
        .differences(expected.schema)
        .forEach(
            difference ->
                add(
                    Severity.ERROR,
                    what + "-differs",
                    name + " " + difference.object(),
                    difference.what("before", "after"),
                    "mend " + name));
    found
        .data
        .changes(expected.data, between.data)
        .forEach(
            change ->
                add(
                    Severity.ERROR,
                    what + (change.rowsLost() ? "-loses-rows" : "-changes-data"),
                    name + " " + change.object(),
                    change.what(),
                    "keep the rows, or declare '-- irreversible: why'"));
  }

  private void atHead() throws SQLException {
    load();
    findings.addAll(rows.left());
    if (project.snapshot(database).isEmpty()) {
      findings.add(files.schemaEmpty());
    }
  }

  private void add(Severity severity, String code, String where, String what, String fix) {
    findings.add(new Finding(severity, code, where, what, fix));
  }

  /** The schema and its rows at one moment. */
  private record State(SchemaSnapshot schema, DataSnapshot data) {}
}
