package dev.lintel.migrations;

/** A migration among the files that the schema does not have now. Immutable. */
final class KnownMigration {

  /** Null for one that is repeated whenever it changes. */
  final String version;

  final String description;
  final String type;
  final String script;
  final Integer checksum;

  /** Whether an upgrade would apply it; not so below a version that is applied already. */
  final boolean pending;

  KnownMigration(
      String version,
      String description,
      String type,
      String script,
      Integer checksum,
      boolean pending) {
    this.version = version;
    this.description = description;
    this.type = type;
    this.script = script;
    this.checksum = checksum;
    this.pending = pending;
  }

  boolean isSql() {
    return type.equals("SQL");
  }
}
