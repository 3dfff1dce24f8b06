package dev.lintel.tools.cli;

import dev.lintel.tools.schema.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which migrations a command works with: a project's, or those of Lintel itself in the jar. */
final class MigrationOptions {

  private static final Path DEFAULT_LAYOUT = Path.of("db");

  private final Terminal terminal;

  @Spec(Spec.Target.MIXEE)
  CommandSpec command;

  @Option(
      names = "--migrations",
      paramLabel = "DIR",
      description =
          "The folder of the V scripts. Default: db/migrations if it is there, otherwise Lintel's"
              + " own migrations.")
  Path migrations;

  @Option(
      names = "--undo",
      paramLabel = "DIR",
      description = "The folder of the U scripts. Default: undo beside that of the V scripts.")
  Path undo;

  @Option(
      names = "--schema",
      paramLabel = "NAME",
      defaultValue = "lintel",
      description = "The schema that they run in. Default: ${DEFAULT-VALUE}.")
  String schema;

  @Option(
      names = "--history-table",
      paramLabel = "NAME",
      defaultValue = "lintel_schema_history",
      description = "The table of their history, in that schema. Default: ${DEFAULT-VALUE}.")
  String historyTable;

  MigrationOptions(Terminal terminal) {
    this.terminal = terminal;
  }

  /** As {@link #source}, for a command that is nothing without scripts. */
  MigrationSource sourceWithScripts() {
    MigrationSource source = source();
    source.project().ifPresent(this::requireScripts);
    return source;
  }

  /** What the options mean in the working folder. */
  MigrationSource source() {
    Path folder = terminal.folder();
    boolean inDefaultLayout =
        Files.isDirectory(folder.resolve(DEFAULT_LAYOUT).resolve("migrations"));
    if (migrations == null && !inDefaultLayout) {
      if (undo != null) {
        throw refused("--undo: there is no folder db/migrations here; give --migrations too");
      }
      return new MigrationSource("Lintel's own", Optional.empty(), schema, historyTable);
    }
    Path scripts =
        migrations == null
            ? folder.resolve(DEFAULT_LAYOUT).resolve("migrations")
            : existing("--migrations", migrations);
    Path db =
        migrations == null
            ? folder.resolve(DEFAULT_LAYOUT)
            : scripts.toAbsolutePath().normalize().resolveSibling(""); // of "." too
    Project layout = Project.in(db);
    Project project =
        layout
            .withScripts(scripts, undo == null ? layout.undo() : existing("--undo", undo))
            .inSchema(schema, historyTable);
    String name = migrations == null ? "db/migrations" : migrations.toString();
    return new MigrationSource(name, Optional.of(project), schema, historyTable);
  }

  private Path existing(String option, Path given) {
    Path resolved = terminal.folder().resolve(given);
    if (!Files.isDirectory(resolved)) {
      throw refused(option + " " + given + ": there is no such folder");
    }
    return resolved;
  }

  /** Flyway finds nothing to do in an empty folder, and passes by a file that it cannot read. */
  private void requireScripts(Project project) {
    if (readable(project.migrations()).isEmpty()) {
      throw refused(
          project.migrations() + ": there is no V script, for example V001__create_shops.sql");
    }
    if (Files.isDirectory(project.undo())) {
      readable(project.undo());
    }
  }

  private List<Path> readable(Path folder) {
    try (Stream<Path> tree = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
      List<Path> scripts = tree.filter(file -> file.toString().endsWith(".sql")).toList();
      for (Path script : scripts) {
        if (!Files.isRegularFile(script) || !Files.isReadable(script)) {
          throw refused(script + ": cannot be read; make it readable, or take it away");
        }
      }
      return scripts;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ParameterException refused(String message) {
    return new ParameterException(command.commandLine(), message);
  }
}
