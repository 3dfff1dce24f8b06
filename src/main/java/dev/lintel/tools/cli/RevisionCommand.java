package dev.lintel.tools.cli;

import dev.lintel.jsonb.JsonObject;
import dev.lintel.tools.schema.Finding;
import dev.lintel.tools.schema.Project;
import dev.lintel.tools.schema.revision.Revision;
import dev.lintel.tools.schema.revision.RevisionResult;
import dev.lintel.tools.scratch.ScratchServer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code revision}. */
@Command(
    name = "revision",
    description = {
      "Writes the next V script and its U twin, for a person to fill.",
      "With --autogenerate both are filled with what leads from the migrations to schema.sql, and"
          + " proven: up gives schema.sql, down gives what was before."
    },
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  ${COMMAND-FULL-NAME} -m \"add due date\"",
      "  ${COMMAND-FULL-NAME} -m \"add due date\" --autogenerate",
      "  ${COMMAND-FULL-NAME} -m \"drop due date\" --autogenerate --allow-danger"
    })
final class RevisionCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Spec CommandSpec command;

  @Option(
      names = {"-m", "--message"},
      required = true,
      paramLabel = "MESSAGE",
      description = "What it is for; the files are named after it.")
  String message;

  @Option(names = "--autogenerate", description = "Fills the files from schema.sql.")
  boolean autogenerate;

  @Option(
      names = "--allow-danger",
      description = "Also writes steps that lose data or rewrite a table.")
  boolean allowDanger;

  @Option(names = "--json", description = "Prints one JSON object for a machine.")
  boolean json;

  @Mixin final ScratchOptions scratch = new ScratchOptions();
  @Mixin final MigrationOptions migrations;
  @Mixin final SchemaFileOptions files;
  @Mixin final StandardOptions standard = new StandardOptions();

  RevisionCommand(Terminal terminal) {
    this.terminal = terminal;
    this.migrations = new MigrationOptions(terminal);
    this.files = new SchemaFileOptions(terminal);
  }

  @Override
  public Integer call() {
    if (allowDanger && !autogenerate) {
      throw new ParameterException(
          command.commandLine(), "--allow-danger goes with --autogenerate");
    }
    MigrationSource source = migrations.source();
    Project project = files.over(source.project().orElseThrow(this::noProject));
    if (autogenerate) {
      files.requireSchema(project);
    }
    (json ? terminal.err() : terminal.out()).println("Migrations: " + source.name());
    return autogenerate ? generate(project) : create(project);
  }

  private ParameterException noProject() {
    return new ParameterException(
        command.commandLine(),
        "there is no folder db/migrations here: go to the project's, or give --migrations DIR");
  }

  private int create(Project project) {
    List<Path> written = Revision.create(project, message);
    if (json) {
      printJson(written, List.of(), List.of(), false);
    } else {
      printFiles(written);
    }
    return ExitCode.DONE;
  }

  private int generate(Project project) {
    RevisionResult result;
    try (Progress progress = Progress.of(terminal, "starting a server for scratch databases");
        ScratchServer server = scratch.open(project)) {
      progress.accept("generating and proving");
      result = Revision.autogenerate(project, server, message, allowDanger);
    }
    if (json) {
      printJson(result.files(), result.dangers(), result.findings(), result.isProven());
    } else {
      print(result);
    }
    return result.findings().isEmpty() ? ExitCode.DONE : ExitCode.FINDINGS;
  }

  private void print(RevisionResult result) {
    if (result.isEmpty() && result.isProven()) {
      terminal.out().println("nothing to do: the migrations add up to schema.sql");
      return;
    }
    printFiles(result.files());
    result.dangers().forEach(danger -> terminal.out().println("danger: " + danger));
    result.findings().forEach(terminal.out()::println);
    terminal
        .out()
        .println(
            result.isProven()
                ? "proven: up gives schema.sql, down gives what was before"
                : "not proven: write by hand what is left over, then run check");
  }

  private void printFiles(List<Path> files) {
    files.forEach(file -> terminal.out().println("wrote " + shown(file)));
  }

  /** From the working folder, if it lies in there. */
  private String shown(Path file) {
    Path folder = terminal.folder().toAbsolutePath();
    Path absolute = file.toAbsolutePath();
    return (absolute.startsWith(folder) ? folder.relativize(absolute) : file).toString();
  }

  private void printJson(
      List<Path> files, List<String> dangers, List<Finding> findings, boolean proven) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("files", files.stream().map(this::shown).toList());
    fields.put("dangers", dangers);
    fields.put("findings", FindingFields.of(findings));
    fields.put("proven", proven);
    terminal.out().println(JsonObject.of("result", fields).text());
  }
}
