package dev.lintel.tools.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The program itself: it holds the commands, and its help lists them. */
@Command(
    name = "lintel",
    description =
        "Migrations of PostgreSQL that go both ways, generate themselves, and prove it; and the"
            + " review of MyBatis SQL.",
    versionProvider = LintelCommand.Version.class,
    sortOptions = false,
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "%nCommands:%n",
    footer = {
      "",
      "Examples:",
      "  export DATABASE_URL=postgresql://lintel_owner:secret@localhost:5432/shop",
      "  ${COMMAND-NAME} upgrade head",
      "  ${COMMAND-NAME} downgrade -1",
      "  ${COMMAND-NAME} revision -m \"add due date\" --autogenerate",
      "  ${COMMAND-NAME} check --prove",
      "  ${COMMAND-NAME} review",
      "  ${COMMAND-NAME} upgrade --help      the options and examples of one command",
      "",
      "Exit codes: 0 done; 1 differences or findings, or a migration failed or was refused;",
      "2 wrong usage; 3 database not reachable."
    })
final class LintelCommand implements Callable<Integer> {

  @Spec CommandSpec spec;

  @Mixin StandardOptions standard;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Prints the version.")
  boolean version;

  /** No command: the help, as wrong usage. */
  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return ExitCode.USAGE;
  }

  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = LintelCommand.class.getPackage().getImplementationVersion();
      return new String[] {"lintel " + (version == null ? "in development" : version)};
    }
  }
}
