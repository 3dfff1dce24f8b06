package dev.lintel.tools.cli;

import dev.lintel.migrations.DowngradeResult;
import dev.lintel.migrations.MigrationScripts;
import dev.lintel.migrations.Migrations;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** {@code downgrade}. */
@Command(
    name = "downgrade",
    description = {
      "Undoes migrations, newest first: each U script and its mark in the history in one"
          + " transaction.",
      "Refuses, and changes nothing, if a U script is missing, an applied script was changed, a"
          + " version is irreversible, or the history has failed rows."
    },
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  ${COMMAND-FULL-NAME} -1",
      "  ${COMMAND-FULL-NAME} 002 --sql > downgrade.sql",
      "  ${COMMAND-FULL-NAME} base"
    })
final class DowngradeCommand extends RunCommand {

  @Spec CommandSpec command;

  /**
   * A list because of {@code -1}: picocli takes it for an option unless it is told that what is no
   * option is an argument, and then wrong options end here too.
   */
  @Parameters(
      arity = "0..*",
      hideParamSyntax = true,
      paramLabel = "-N|VERSION|base",
      description = "How far: the last N, down to a version, which stays, or all.")
  List<String> targets = new ArrayList<>();

  private String target;

  DowngradeCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  void check() {
    for (String given : targets) {
      if (given.startsWith("-") && Steps.of('-', given).isEmpty()) {
        throw new UnmatchedArgumentException(command.commandLine(), List.of(given));
      }
    }
    if (targets.size() != 1) {
      throw new ParameterException(
          command.commandLine(),
          "expected one target, -N, VERSION or base, but was "
              + (targets.isEmpty() ? "none" : String.join(" ", targets)));
    }
    target = targets.get(0);
  }

  @Override
  String doing() {
    return "downgrading to " + target;
  }

  @Override
  Outcome carryOut(Migrations migrations) {
    DowngradeResult result = downgrade(migrations);
    return new Outcome("undone", result.getUndone(), result.getVersion());
  }

  private DowngradeResult downgrade(Migrations migrations) {
    OptionalInt steps = Steps.of('-', target);
    return steps.isPresent()
        ? migrations.downgradeSteps(steps.getAsInt())
        : migrations.downgradeTo(target);
  }

  @Override
  String script(MigrationScripts scripts) {
    OptionalInt steps = Steps.of('-', target);
    return steps.isPresent()
        ? scripts.downgradeSteps(steps.getAsInt())
        : scripts.downgradeTo(target);
  }
}
