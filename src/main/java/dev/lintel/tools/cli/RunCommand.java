package dev.lintel.tools.cli;

import dev.lintel.migrations.AppliedMigration;
import dev.lintel.migrations.MigrationScripts;
import dev.lintel.migrations.Migrations;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** A command that brings the schema to a target, or prints the script that would. */
abstract class RunCommand extends MigrationCommand {

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

  RunCommand(Terminal terminal) {
    super(terminal);
  }

  /**
   * What a run has done.
   *
   * @param done with the versions, for example {@code applied}
   * @param versions in the order in which it was done
   * @param version where the schema is now; empty before the first
   */
  record Outcome(String done, List<String> versions, Optional<String> version) {}

  /** For people, for example {@code upgrading to head}. */
  abstract String doing();

  abstract Outcome carryOut(Migrations migrations);

  abstract String script(MigrationScripts scripts);

  @Override
  final boolean isForMachine() {
    return form.sql || form.json;
  }

  @Override
  final void run(Migrations migrations) {
    Migrations patient = migrations.lockTimeout(lockTimeout);
    if (form.sql) {
      terminal.out().print(during("writing the script", () -> script(patient.scripts())));
      return;
    }
    Outcome outcome = during(doing(), () -> carryOut(patient));
    if (form.json) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put(outcome.done, outcome.versions);
      fields.put("version", outcome.version.orElse(null));
      printJson(fields);
    } else {
      print(outcome, patient);
    }
  }

  /** A line for each version, and where the schema is now. */
  private void print(Outcome outcome, Migrations migrations) {
    boolean nothing = outcome.versions.isEmpty();
    List<AppliedMigration> history = nothing ? List.of() : migrations.history();
    for (String version : outcome.versions) {
      terminal.out().println(outcome.done + " " + version + "  " + description(version, history));
    }
    String now = position(outcome.version, migrations);
    terminal.out().println((nothing ? "nothing to do: " : "now at ") + now);
  }

  /** As the file is named. */
  private static String description(String version, List<AppliedMigration> history) {
    return history.stream()
        .filter(row -> row.getVersion().equals(version))
        .map(AppliedMigration::getDescription)
        .findFirst()
        .orElse("");
  }
}
