package dev.lintel.tools.cli;

import dev.lintel.tools.schema.Project;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where the schema at head stands. */
class SchemaFileOptions {

  private final Terminal terminal;

  @Spec(Spec.Target.MIXEE)
  CommandSpec command;

  @Option(
      names = "--schema-file",
      paramLabel = "FILE",
      description = "The schema at head. Default: schema.sql beside the folder of the V scripts.")
  Path schemaFile;

  SchemaFileOptions(Terminal terminal) {
    this.terminal = terminal;
  }

  /** The project with the files that were named; those must be there. */
  Project over(Project project) {
    return project.withFiles(
        chosen("--schema-file", schemaFile, project.schemaFile()),
        project.volumeFile(),
        project.rolesFile());
  }

  final Path chosen(String option, Path given, Path byDefault) {
    if (given == null) {
      return byDefault;
    }
    Path file = terminal.folder().resolve(given);
    if (!Files.isReadable(file)) {
      throw refused(option + " " + given + ": there is no such file to read");
    }
    return file;
  }

  /** For what compares with it. */
  final void requireSchema(Project project) {
    Path file = project.schemaFile();
    if (!Files.exists(file)) {
      throw refused(
          file + ": there is no such file to compare the migrations with; give --schema-file FILE");
    }
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw refused(file + ": expected a file that can be read; look at its rights");
    }
  }

  private ParameterException refused(String message) {
    return new ParameterException(command.commandLine(), message);
  }
}
