package dev.lintel.tools.cli;

import dev.lintel.migrations.MigrationScripts;
import dev.lintel.migrations.Migrations;
import dev.lintel.migrations.UpgradeResult;
import java.util.OptionalInt;
import picocli.CommandLine.Command;
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
final class UpgradeCommand extends RunCommand {

  static final String HEAD = "head";

  @Parameters(
      paramLabel = "head|+N|VERSION",
      description = "How far: all, the next N, or up to a version.")
  String target;

  UpgradeCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  String doing() {
    return "upgrading to " + target;
  }

  @Override
  Outcome carryOut(Migrations migrations) {
    UpgradeResult result = upgrade(migrations);
    return new Outcome("applied", result.getApplied(), result.getVersion());
  }

  private UpgradeResult upgrade(Migrations migrations) {
    OptionalInt steps = Steps.of('+', target);
    if (steps.isPresent()) {
      return migrations.upgradeSteps(steps.getAsInt());
    }
    return target.equals(HEAD) ? migrations.upgrade() : migrations.upgrade(target);
  }

  @Override
  String script(MigrationScripts scripts) {
    OptionalInt steps = Steps.of('+', target);
    if (steps.isPresent()) {
      return scripts.upgradeSteps(steps.getAsInt());
    }
    return target.equals(HEAD) ? scripts.upgrade() : scripts.upgrade(target);
  }
}
