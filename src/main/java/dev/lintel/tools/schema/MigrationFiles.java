package dev.lintel.tools.schema;

import dev.lintel.MigrationException;
import dev.lintel.migrations.SqlScript;
import dev.lintel.tools.schema.Finding.Severity;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Which migrations a project has, and which of them have an undo script. */
public final class MigrationFiles {

  private final Project project;
  private final List<String> migrations;
  private final List<String> undos;

  private MigrationFiles(Project project, List<String> migrations, List<String> undos) {
    this.project = project;
    this.migrations = migrations;
    this.undos = undos;
  }

  /**
   * Lists both folders.
   *
   * @throws MigrationException if one is not there, there is no migration, or one is repeatable
   */
  public static MigrationFiles of(Project project) {
    List<String> migrations = scripts(project.migrations(), "V\\d.*");
    refuseRepeatable(project);
    if (migrations.isEmpty()) {
      throw new MigrationException(
          project.migrations()
              + ": expected migrations such as V001__create_items.sql, but there is none; name the"
              + " folder that has them");
    }
    return new MigrationFiles(project, migrations, scripts(project.undo(), "U\\d.*"));
  }

  /**
   * A repeatable migration has no version to go back to, and no undo script: nothing of it can be
   * proven, nor compared with what the versions add up to.
   *
   * @throws MigrationException if there is one
   */
  public static void refuseRepeatable(Project project) {
    scripts(project.migrations(), "R").stream()
        .findFirst()
        .ifPresent(
            script -> {
              throw new MigrationException(
                  script
                      + ": a repeatable migration cannot be undone, so nothing can be proven of it;"
                      + " write it as a V script with its U");
            });
  }

  /** The {@code V} scripts, sorted by name, relative to their folder. */
  public List<String> migrations() {
    return migrations;
  }

  /** The {@code U} scripts that undo no migration. */
  public List<String> orphans() {
    return undos.stream()
        .filter(undo -> migrations.stream().noneMatch(script -> undoOf(script).equals(undo)))
        .toList();
  }

  /** Whether the undo script of a migration is there. */
  public boolean hasUndo(String migration) {
    return undos.contains(undoOf(migration));
  }

  /** {@code U002__create_items.sql} for {@code V002__create_items.sql}. */
  public String undoOf(String migration) {
    int name = migration.lastIndexOf('/') + 1;
    return migration.substring(0, name) + "U" + migration.substring(name + 1);
  }

  /** Why a migration cannot be undone, if it or its undo script declares that. */
  public Optional<String> irreversible(String migration) {
    Optional<String> declared =
        ScriptFile.read(project.migrations().resolve(migration)).getIrreversible();
    return declared.isPresent() || !hasUndo(migration)
        ? declared
        : undo(migration).getIrreversible();
  }

  /** The finding that there is no undo script for a migration that needs one. */
  public Finding undoMissing(String migration) {
    return new Finding(
        Severity.ERROR,
        "undo-missing",
        migration,
        "there is no " + undoOf(migration),
        "write it, or '-- irreversible: why' in it");
  }

  /** The finding that the schema holds nothing, so that nothing could be compared. */
  public Finding schemaEmpty() {
    return new Finding(
        Severity.ERROR,
        "schema-empty",
        project.migrations().getFileName().toString(),
        "the schema " + project.schema() + " holds nothing after all migrations",
        "leave the schema out of the names in them, or name the schema they write");
  }

  private SqlScript undo(String migration) {
    return ScriptFile.read(project.undo().resolve(undoOf(migration)));
  }

  private static List<String> scripts(Path folder, String prefix) {
    if (!Files.isDirectory(folder)) {
      throw new MigrationException(
          folder
              + ": expected a folder of "
              + prefix.charAt(0)
              + " scripts, but there is none; name it");
    }
    try (Stream<Path> files = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> file.getFileName().toString().matches(prefix + "__.*\\.sql"))
          .map(file -> folder.relativize(file).toString().replace('\\', '/'))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw ScriptFile.unreadable(folder, e);
    }
  }
}
