package dev.lintel.tools.cli;

import java.time.Duration;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** How scripts run, and what is printed of it. */
final class RunOptions {

  @Option(
      names = "--lock-timeout",
      paramLabel = "TIME",
      defaultValue = "5s",
      converter = DurationConverter.class,
      description =
          "How long a statement may wait for a lock before all of its script is rolled back: 500ms,"
              + " 5s, 2m. Default: ${DEFAULT-VALUE}.")
  Duration lockTimeout;

  @ArgGroup(exclusive = true)
  Form form = new Form();

  static final class Form {

    @Option(
        names = "--sql",
        description = "Changes nothing: prints the script to run with psql, history included.")
    boolean sql;

    @Option(names = "--json", description = "Prints one JSON object for a machine.")
    boolean json;
  }

  boolean sql() {
    return form.sql;
  }

  boolean json() {
    return form.json;
  }
}
