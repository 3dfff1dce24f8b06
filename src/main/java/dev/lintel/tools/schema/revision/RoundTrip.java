package dev.lintel.tools.schema.revision;

import dev.lintel.MigrationException;
import dev.lintel.migrations.Migrations;
import dev.lintel.tools.schema.Finding;
import dev.lintel.tools.schema.Finding.Severity;
import dev.lintel.tools.schema.Project;
import dev.lintel.tools.schema.snapshot.SchemaSnapshot;
import dev.lintel.tools.schema.snapshot.SnapshotDifference;
import dev.lintel.tools.scratch.ScratchDatabase;
import dev.lintel.tools.scratch.ScratchFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Runs new scripts after the old ones: up, down step by step, and up again, as an upgrade will run
 * them.
 */
final class RoundTrip {

  private final Project project;
  private final SchemaSnapshot before;
  private final SchemaSnapshot target;

  /**
   * @param before the schema of the old scripts
   * @param target the schema to come
   */
  RoundTrip(Project project, SchemaSnapshot before, SchemaSnapshot target) {
    this.project = project;
    this.before = before;
    this.target = target;
  }

  /**
   * @param database at the last of the old scripts
   * @return where the new ones miss, going up or coming back; empty if they do what they should
   */
  List<Finding> run(ScratchDatabase database, List<NamedScript> scripts) throws SQLException {
    try (ScratchFolder folder = ScratchFolder.create("lintel-revision-")) {
      Migrations migrations = copy(folder, scripts).over(database.dataSource());
      int steps = scripts.size() / 2;
      List<SchemaSnapshot> states = new ArrayList<>(List.of(before));
      for (int step = 0; step < steps; step++) {
        migrations.upgradeSteps(1);
        states.add(project.snapshot(database));
      }
      SchemaSnapshot up = states.get(steps);
      String last = scripts.get(scripts.size() - 2).file();
      List<Finding> findings =
          new ArrayList<>(
              findings("autogenerate-leftover", last, "schema.sql", up.differences(target)));
      Set<SnapshotDifference> known = new HashSet<>();
      for (int step = steps - 1; step >= 0; step--) {
        migrations.downgradeSteps(1);
        String undo = scripts.get(2 * step + 1).file();
        List<SnapshotDifference> differences =
            project.snapshot(database).differences(states.get(step));
        findings.addAll(
            findings(
                "undo-leftover", undo, "before", differences.stream().filter(known::add).toList()));
      }
      if (findings.isEmpty()) {
        migrations.upgrade();
        String undo = scripts.get(1).file();
        SchemaSnapshot again = project.snapshot(database);
        findings.addAll(findings("undo-leftover", undo, "the first time", again.differences(up)));
      }
      return findings;
    } catch (IOException | UncheckedIOException e) {
      throw new MigrationException(
          "autogenerate: the scripts could not be copied to a temporary folder to try them ("
              + e.getMessage()
              + ")",
          e);
    }
  }

  private Project copy(ScratchFolder folder, List<NamedScript> scripts) throws IOException {
    Path migrations = folder.copy(project.migrations(), "migrations");
    Path undo = folder.copy(project.undo(), "undo");
    for (NamedScript script : scripts) {
      Files.writeString((script.undo() ? undo : migrations).resolve(script.file()), script.text());
    }
    return project.withScripts(migrations, undo);
  }

  /** Each difference as what a check would say. */
  static List<Finding> findings(
      String code, String file, String expected, List<SnapshotDifference> differences) {
    return differences.stream()
        .map(
            difference ->
                new Finding(
                    Severity.ERROR,
                    code,
                    file,
                    difference.object() + ": " + difference.what(expected, "by the scripts"),
                    "finish the script by hand, then run check"))
        .toList();
  }
}
