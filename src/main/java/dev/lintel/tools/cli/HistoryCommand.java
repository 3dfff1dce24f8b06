package dev.lintel.tools.cli;

import dev.lintel.migrations.AppliedMigration;
import dev.lintel.migrations.Migrations;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code history}. */
@Command(
    name = "history",
    description =
        "Prints what was applied, undone, applied again and stamped, oldest first: when and by"
            + " whom. Changes nothing.",
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  ${COMMAND-FULL-NAME}",
      "  ${COMMAND-FULL-NAME} --json --url postgresql://lintel_read@db.example.org/shop"
    })
final class HistoryCommand extends MigrationCommand {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss xxx", Locale.ROOT);

  @Option(names = "--json", description = "Prints one JSON object for a machine.")
  boolean json;

  HistoryCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  boolean isForMachine() {
    return json;
  }

  @Override
  void run(Migrations migrations) {
    List<Event> events = events(during("reading the history", migrations::history));
    if (json) {
      printJson(Map.of("history", events.stream().map(Event::fields).toList()));
    } else if (events.isEmpty()) {
      terminal.out().println("nothing was applied yet");
    } else {
      Table table = new Table("VERSION", "DESCRIPTION", "WHAT", "WHEN", "BY");
      for (Event event : events) {
        AppliedMigration row = event.row();
        String when = TIME.format(row.getInstalledOn().atZone(ZoneId.systemDefault()));
        table.add(row.getVersion(), row.getDescription(), event.what(), when, row.getInstalledBy());
      }
      table.print(terminal.out());
    }
  }

  private static List<Event> events(List<AppliedMigration> history) {
    Set<String> seen = new HashSet<>();
    return history.stream()
        .map(row -> new Event(row, what(row, !seen.add(row.getVersion()))))
        .toList();
  }

  /** What happened, where the state of an entry says what has become of it since. */
  private static String what(AppliedMigration row, boolean again) {
    return switch (row.getState()) {
      case "Success", "Stamped", "Undone" ->
          row.isStamped() ? "stamped" : again ? "applied again" : "applied";
      case "Undo" -> "undone";
      default -> row.getState().toLowerCase(Locale.ROOT);
    };
  }

  private record Event(AppliedMigration row, String what) {

    Map<String, Object> fields() {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("version", row.getVersion());
      fields.put("description", row.getDescription());
      fields.put("what", what);
      fields.put("script", row.getScript());
      fields.put("when", row.getInstalledOn().toString());
      fields.put("by", row.getInstalledBy());
      fields.put("millis", row.getExecutionTime().toMillis());
      return fields;
    }
  }
}
