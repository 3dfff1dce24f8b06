package dev.lintel.tools.cli;

import dev.lintel.migrations.MigrationScripts;
import dev.lintel.migrations.Migrations;
import dev.lintel.migrations.UpgradeResult;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code upgrade}. */
@Command(
    name = "upgrade",
    description = "Applies pending migrations, each in a transaction of its own.",
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  ${COMMAND-FULL-NAME} head",
      "  ${COMMAND-FULL-NAME} +1 --lock-timeout 2s",
      "  ${COMMAND-FULL-NAME} 004 --sql > upgrade.sql"
    })
final class UpgradeCommand extends MigrationCommand {

  static final String HEAD = "head";

  @Parameters(
      paramLabel = "head|+N|VERSION",
      description = "How far: all, the next N, or up to a version.")
  String target;

  @Mixin RunOptions options = new RunOptions();

  UpgradeCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  boolean isForMachine() {
    return options.sql() || options.json();
  }

  @Override
  void run(Migrations migrations) {
    Migrations patient = migrations.lockTimeout(options.lockTimeout);
    if (options.sql()) {
      terminal.out().print(during("writing the script", () -> script(patient.scripts())));
      return;
    }
    UpgradeResult result = during("upgrading to " + target, () -> upgrade(patient));
    if (options.json()) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("applied", result.getApplied());
      fields.put("version", result.getVersion().orElse(null));
      printJson(fields);
    } else {
      print("applied", result.getApplied(), result.getVersion(), patient);
    }
  }

  private UpgradeResult upgrade(Migrations migrations) {
    OptionalInt steps = Steps.of('+', target);
    if (steps.isPresent()) {
      return migrations.upgradeSteps(steps.getAsInt());
    }
    return target.equals(HEAD) ? migrations.upgrade() : migrations.upgrade(target);
  }

  private String script(MigrationScripts scripts) {
    OptionalInt steps = Steps.of('+', target);
    if (steps.isPresent()) {
      return scripts.upgradeSteps(steps.getAsInt());
    }
    return target.equals(HEAD) ? scripts.upgrade() : scripts.upgrade(target);
  }
}
