package dev.lintel.migrations;

import dev.lintel.mapping.SchemaName;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;

/** What {@link Migrations} was told. Immutable; each change makes another. */
final class MigrationSettings {

  final DataSource dataSource;
  final String schema;
  final List<String> locations;
  final List<String> undoLocations;
  final String historyTable;
  final Duration lockTimeout;

  MigrationSettings(
      DataSource dataSource,
      String schema,
      List<String> locations,
      List<String> undoLocations,
      String historyTable,
      Duration lockTimeout) {
    this.dataSource = dataSource;
    this.schema = schema;
    this.locations = locations;
    this.undoLocations = undoLocations;
    this.historyTable = historyTable;
    this.lockTimeout = lockTimeout;
  }

  MigrationSettings withSchema(String value) {
    return new MigrationSettings(
        dataSource, value, locations, undoLocations, historyTable, lockTimeout);
  }

  /** Other migrations have other undo scripts: until those are named, there are none. */
  MigrationSettings withLocations(List<String> value, List<String> undo) {
    return new MigrationSettings(dataSource, schema, value, undo, historyTable, lockTimeout);
  }

  MigrationSettings withHistoryTable(String value) {
    return new MigrationSettings(dataSource, schema, locations, undoLocations, value, lockTimeout);
  }

  MigrationSettings withLockTimeout(Duration value) {
    return new MigrationSettings(dataSource, schema, locations, undoLocations, historyTable, value);
  }

  /** The name of the advisory lock that one upgrade or downgrade holds at a time. */
  String lockName() {
    return "lintel migrations of " + schema + "." + historyTable;
  }

  String quotedSchema() {
    return SchemaName.quoted(schema);
  }
}
