package dev.lintel.tools.cli;

import dev.lintel.migrations.Migrations;
import dev.lintel.migrations.PendingMigration;
import dev.lintel.migrations.StampResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code stamp}. */
@Command(
    name = "stamp",
    description = {
      "Writes into the history what the schema is at, and runs no script.",
      "For a legacy database whose tables exist already, and after a change by hand."
    },
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  ${COMMAND-FULL-NAME} head",
      "  ${COMMAND-FULL-NAME} 002",
      "  ${COMMAND-FULL-NAME} base"
    })
final class StampCommand extends MigrationCommand {

  @Parameters(
      paramLabel = "VERSION|head|base",
      description = "What the schema is at: a version, the newest, or before the first.")
  String target;

  @Option(names = "--json", description = "Prints one JSON object for a machine.")
  boolean json;

  StampCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  boolean isForMachine() {
    return json;
  }

  @Override
  void run(Migrations migrations) {
    StampResult result = during("stamping " + target, () -> migrations.stamp(version(migrations)));
    if (json) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("marked", result.getMarked());
      fields.put("unmarked", result.getUnmarked());
      fields.put("version", result.getVersion().orElse(null));
      printJson(fields);
      return;
    }
    result.getMarked().forEach(version -> terminal.out().println("marked as applied " + version));
    result
        .getUnmarked()
        .forEach(version -> terminal.out().println("marked as not applied " + version));
    boolean nothing = result.getMarked().isEmpty() && result.getUnmarked().isEmpty();
    terminal
        .out()
        .println(
            (nothing ? "nothing to do: " : "now at ") + position(result.getVersion(), migrations));
  }

  /** The head is the last that is pending, or where the schema is. */
  private String version(Migrations migrations) {
    if (!target.equals(UpgradeCommand.HEAD)) {
      return target;
    }
    List<PendingMigration> pending = migrations.pending();
    return pending.isEmpty()
        ? migrations.current().orElse("base")
        : pending.get(pending.size() - 1).getVersion();
  }
}
