package dev.lintel.tools.cli;

import dev.lintel.tools.schema.Project;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The files of a project beside its migrations. */
final class FileOptions {

  private final Terminal terminal;

  @Spec(Spec.Target.MIXEE)
  CommandSpec command;

  @Option(
      names = "--schema-file",
      paramLabel = "FILE",
      description = "The schema at head. Default: schema.sql beside the folder of the V scripts.")
  Path schemaFile;

  @Option(
      names = "--volume",
      paramLabel = "FILE",
      description = "Rows to try the migrations on. Default: volume.sql beside it.")
  Path volume;

  @Option(
      names = "--roles",
      paramLabel = "FILE",
      description = "Roles and grants. Default: roles.sql beside it.")
  Path roles;

  FileOptions(Terminal terminal) {
    this.terminal = terminal;
  }

  /** The project with the files that were named; those must be there. */
  Project over(Project project) {
    return new Project(
        project.migrations(),
        project.undo(),
        chosen("--schema-file", schemaFile, project.schemaFile()),
        chosen("--volume", volume, project.volumeFile()),
        chosen("--roles", roles, project.rolesFile()),
        project.schema(),
        project.historyTable());
  }

  private Path chosen(String option, Path given, Path byDefault) {
    if (given == null) {
      return byDefault;
    }
    Path file = terminal.folder().resolve(given);
    if (!Files.isReadable(file)) {
      throw new ParameterException(
          command.commandLine(), option + " " + given + ": there is no such file to read");
    }
    return file;
  }
}
