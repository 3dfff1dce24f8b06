package dev.lintel.tools.cli;

import dev.lintel.session.Database;
import dev.lintel.tools.review.Layout;
import dev.lintel.tools.schema.Drift;
import dev.lintel.tools.schema.Finding;
import dev.lintel.tools.schema.Project;
import dev.lintel.tools.schema.SchemaCheck;
import dev.lintel.tools.schema.locks.LockLint;
import dev.lintel.tools.schema.locks.LockReport;
import dev.lintel.tools.schema.proof.Proof;
import dev.lintel.tools.schema.statements.StatementCheck;
import dev.lintel.tools.scratch.ScratchFolder;
import dev.lintel.tools.scratch.ScratchServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code check}. */
@Command(
    name = "check",
    description = {
      "Without options: do the migrations add up to schema.sql, has every V its U, and does each"
          + " version go up, down and up again?",
      "The options ask for other checks, in place of that one. An error among the findings makes"
          + " the exit code 1."
    },
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  ${COMMAND-FULL-NAME}",
      "  ${COMMAND-FULL-NAME} --prove",
      "  ${COMMAND-FULL-NAME} --locks --from 003",
      "  ${COMMAND-FULL-NAME} --mappers",
      "  ${COMMAND-FULL-NAME} --mappers lintel-0.1.0.jar --from 003",
      "  ${COMMAND-FULL-NAME} --url postgresql://lintel_read@db.example.org/shop"
    })
final class CheckCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Spec CommandSpec command;

  @Option(
      names = "--prove",
      description = "The check without options, on a database with rows, which must survive.")
  boolean prove;

  @Option(
      names = "--locks",
      description = "What each statement locks, and what it does while others wait for it.")
  boolean locks;

  @Option(
      names = "--mappers",
      arity = "0..1",
      fallbackValue = "",
      paramLabel = "DIR|JAR",
      description =
          "Old code on the new schema: which statements of these mapper XML files no longer"
              + " prepare at head. Default: those of the project.")
  Path mappers;

  @Option(
      names = "--from",
      paramLabel = "VERSION",
      description =
          "With --locks and --mappers: what is applied already. Default: nothing; for --mappers"
              + " head.")
  String from;

  @Option(
      names = "--url",
      paramLabel = "URL",
      description =
          "Drift: does this live database have what its migrations made, no more and no less? Only"
              + " if it is given: DATABASE_URL does not count here.")
  String url;

  @Option(names = "--json", description = "Prints one JSON object for a machine.")
  boolean json;

  @Mixin final ScratchOptions scratch = new ScratchOptions();
  @Mixin final MigrationOptions migrations;
  @Mixin final CheckFileOptions files;
  @Mixin final StandardOptions standard = new StandardOptions();

  CheckCommand(Terminal terminal) {
    this.terminal = terminal;
    this.migrations = new MigrationOptions(terminal);
    this.files = new CheckFileOptions(terminal);
  }

  @Override
  public Integer call() {
    refuseContradictions();
    MigrationSource source = migrations.sourceWithScripts();
    (json ? terminal.err() : terminal.out()).println("Migrations: " + source.name());
    CheckReport report;
    try (ScratchFolder own = source.project().isPresent() ? null : OwnFiles.unpack()) {
      Project project = source.project().orElseGet(() -> source.in(own.path()));
      report = run(files.over(project));
    }
    if (json) {
      report.printJson(terminal.out());
    } else {
      report.print(terminal.out());
    }
    return report.exitCode();
  }

  private void refuseContradictions() {
    if (from != null && !locks && mappers == null) {
      throw refused("--from goes with --locks or --mappers");
    }
    if (mappers != null && mappers.toString().isEmpty()) {
      mappers = Layout.mappers(terminal.folder()).orElseThrow(this::noMappers);
    }
    if (mappers != null && !Files.exists(terminal.folder().resolve(mappers))) {
      throw refused("--mappers " + mappers + ": there is no such folder or jar");
    }
  }

  private ParameterException noMappers() {
    return refused(
        "--mappers: there is no mapper XML in src/main/resources; give a folder or a jar");
  }

  private ParameterException refused(String message) {
    return new ParameterException(command.commandLine(), message);
  }

  /** The live database comes first: whether it can be reached is known at once. */
  private CheckReport run(Project project) {
    if (comparesSchema()) {
      if (!prove || Files.exists(project.schemaFile())) {
        files.requireSchema(project);
      }
      requireUndo(project);
    }
    try (Progress progress = Progress.of(terminal, "connecting");
        Database live = url == null ? null : DatabaseOptions.connect(url);
        ScratchServer server = openScratch(project, progress)) {
      return run(project, server, live, progress);
    }
  }

  private void requireUndo(Project project) {
    if (!Files.isDirectory(project.undo())) {
      throw refused(project.undo() + ": there is no such folder of U scripts; give --undo DIR");
    }
  }

  private ScratchServer openScratch(Project project, Progress progress) {
    progress.accept("starting a server for scratch databases");
    return scratch.open(project);
  }

  private CheckReport run(Project project, ScratchServer server, Database live, Progress progress) {
    List<String> checked = new ArrayList<>();
    List<Finding> findings = new ArrayList<>();
    String lockTable = "";
    if (comparesSchema()) {
      if (Files.exists(project.schemaFile())) {
        progress.accept("comparing the migrations with schema.sql");
        checked.add("schema");
        findings.addAll(SchemaCheck.run(project, server));
      } else {
        findings.add(
            new Finding(
                Finding.Severity.INFO,
                "schema-not-compared",
                project.schemaFile().getFileName().toString(),
                "there is no such file, so the migrations are proven and not compared",
                "write it, or give --schema-file FILE"));
      }
      checked.add(prove ? "up-down-up with rows" : "up-down-up");
      findings.addAll(Proof.run(project, server, prove, progress));
    }
    if (locks) {
      checked.add("locks");
      LockReport report = LockLint.run(project, server, from, progress);
      findings.addAll(report.findings());
      lockTable = report.toText();
    }
    if (mappers != null) {
      progress.accept("preparing the statements of " + mappers);
      checked.add("mappers");
      Path path = terminal.folder().resolve(mappers);
      findings.addAll(StatementCheck.run(project, server, path, from));
    }
    if (live != null) {
      progress.accept("comparing the live database with its migrations");
      checked.add("drift");
      findings.addAll(Drift.run(project, server, live.dataSource()));
    }
    return new CheckReport(checked, lockTable, findings.stream().distinct().toList());
  }

  private boolean comparesSchema() {
    return prove || !locks && mappers == null && url == null;
  }
}
