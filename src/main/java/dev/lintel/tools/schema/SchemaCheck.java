package dev.lintel.tools.schema;

import dev.lintel.MigrationException;
import dev.lintel.mapping.ServerErrors;
import dev.lintel.tools.schema.Finding.Severity;
import dev.lintel.tools.schema.snapshot.SchemaSnapshot;
import dev.lintel.tools.scratch.ScratchDatabase;
import dev.lintel.tools.scratch.ScratchServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Whether the files of a project agree: the migrations with schema.sql, and each V with its U. */
public final class SchemaCheck {

  private SchemaCheck() {}

  /**
   * Runs the migrations on one scratch database and schema.sql on another.
   *
   * @return {@code undo-missing}, {@code undo-orphaned}, {@code schema-differs}, {@code
   *     schema-empty}, all of them errors; empty if the files agree
   * @throws MigrationException if a file is not there or fails
   */
  public static List<Finding> run(Project project, ScratchServer server) {
    MigrationFiles files = MigrationFiles.of(project);
    List<Finding> findings = new ArrayList<>(undoScripts(files));
    try (ScratchDatabase migrated = server.create();
        ScratchDatabase page = server.create()) {
      project.over(migrated.dataSource()).upgrade();
      try (Connection connection = page.connect()) {
        ScriptFile.run(connection, project.schemaFile(), project.schema());
      }
      SchemaSnapshot head = project.snapshot(migrated);
      findings.addAll(
          head.isEmpty()
              ? List.of(files.schemaEmpty())
              : compare(project, project.snapshot(page), head));
    } catch (SQLException e) {
      throw ServerErrors.translate(e);
    }
    return List.copyOf(findings);
  }

  private static List<Finding> undoScripts(MigrationFiles files) {
    List<Finding> findings = new ArrayList<>();
    for (String migration : files.migrations()) {
      if (!files.hasUndo(migration) && files.irreversible(migration).isEmpty()) {
        findings.add(files.undoMissing(migration));
      }
    }
    for (String undo : files.orphans()) {
      findings.add(
          error("undo-orphaned", undo, "it undoes no migration", "give both the same name"));
    }
    return findings;
  }

  private static List<Finding> compare(
      Project project, SchemaSnapshot expected, SchemaSnapshot head) {
    String page = fileName(project.schemaFile());
    String migrations = fileName(project.migrations());
    return head.differences(expected).stream()
        .map(
            difference ->
                error(
                    "schema-differs",
                    difference.object(),
                    difference.what(page, migrations),
                    "write a migration, or mend " + page))
        .toList();
  }

  private static String fileName(Path file) {
    return file.getFileName().toString();
  }

  private static Finding error(String code, String where, String what, String fix) {
    return new Finding(Severity.ERROR, code, where, what, fix);
  }
}
