package dev.lintel.tools.cli;

import dev.lintel.migrations.Migrations;
import dev.lintel.migrations.PendingMigration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code current}. */
@Command(
    name = "current",
    description = "Prints the version that the schema is at. Changes nothing.",
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  ${COMMAND-FULL-NAME}",
      "  ${COMMAND-FULL-NAME} --json --url postgresql://lintel_read@db.example.org/shop"
    })
final class CurrentCommand extends MigrationCommand {

  @Option(names = "--json", description = "Prints one JSON object for a machine.")
  boolean json;

  CurrentCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  boolean isForMachine() {
    return json;
  }

  @Override
  void run(Migrations migrations) {
    Optional<String> version = during("reading the history", migrations::current);
    if (json) {
      List<String> pending =
          migrations.pending().stream().map(PendingMigration::getVersion).toList();
      Map<String, Object> result = new LinkedHashMap<>();
      result.put("version", version.orElse(null));
      result.put("pending", pending);
      printJson(result);
    } else {
      terminal.out().println(position(version, migrations));
    }
  }
}
