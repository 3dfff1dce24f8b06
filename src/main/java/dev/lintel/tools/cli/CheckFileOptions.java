package dev.lintel.tools.cli;

import dev.lintel.tools.schema.Project;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The files of a project that a check reads beside its migrations. */
final class CheckFileOptions extends SchemaFileOptions {

  @Option(
      names = "--volume",
      paramLabel = "FILE",
      description = "Rows to try the migrations on. Default: volume.sql beside schema.sql.")
  Path volume;

  @Option(
      names = "--roles",
      paramLabel = "FILE",
      description = "Roles and grants. Default: roles.sql beside schema.sql.")
  Path roles;

  CheckFileOptions(Terminal terminal) {
    super(terminal);
  }

  @Override
  Project over(Project project) {
    Project files = super.over(project);
    return files.withFiles(
        files.schemaFile(),
        chosen("--volume", volume, files.volumeFile()),
        chosen("--roles", roles, files.rolesFile()));
  }
}
