package dev.lintel.tools.cli;

import dev.lintel.session.Database;
import java.time.Duration;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which database a command works on. */
final class DatabaseOptions {

  private static final String URL_VARIABLE = "DATABASE_URL";

  private final Terminal terminal;

  @Spec(Spec.Target.MIXEE)
  CommandSpec command;

  @Option(
      names = "--url",
      paramLabel = "URL",
      description =
          "The database, postgresql://user:password@host:5432/name. Default: the environment"
              + " variable DATABASE_URL, which keeps the password out of the process list.")
  String url;

  DatabaseOptions(Terminal terminal) {
    this.terminal = terminal;
  }

  /** Connects; the caller closes it. */
  Database open() {
    String chosen = url == null ? terminal.environment().get(URL_VARIABLE) : url;
    if (chosen == null || chosen.isBlank()) {
      throw new ParameterException(
          command.commandLine(),
          "no database: set the environment variable "
              + URL_VARIABLE
              + ", or give --url postgresql://user@host:5432/name");
    }
    return connect(chosen);
  }

  static Database connect(String url) {
    return Database.builder()
        .url(url)
        .applicationName("lintel-tools")
        .statementTimeout(Duration.ZERO) // a migration may take as long as it takes
        .maximumPoolSize(3)
        .build();
  }
}
