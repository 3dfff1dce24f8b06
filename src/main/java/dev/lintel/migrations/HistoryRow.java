package dev.lintel.migrations;

import java.time.Instant;

/** One row of the history table, as Flyway and Lintel write it. Immutable. */
final class HistoryRow {

  /** The type of the row by which Flyway knows that an earlier row counts no more. */
  static final String DELETE = "DELETE";

  /** Where a row of Lintel's was only marked, and no script ran, it says so by this time. */
  static final int STAMPED = -1;

  final int rank;
  final String version;
  final String description;
  final String type;
  final String script;
  final Integer checksum;
  final String installedBy;
  final Instant installedOn;
  final int executionTime;
  final boolean success;

  HistoryRow(
      int rank,
      String version,
      String description,
      String type,
      String script,
      Integer checksum,
      String installedBy,
      Instant installedOn,
      int executionTime,
      boolean success) {
    this.rank = rank;
    this.version = version;
    this.description = description;
    this.type = type;
    this.script = script;
    this.checksum = checksum;
    this.installedBy = installedBy;
    this.installedOn = installedOn;
    this.executionTime = executionTime;
    this.success = success;
  }

  /** Of a migration: not the mark that one was undone, nor of the state that all began with. */
  boolean isMigration() {
    return !isUndo() && !isBaseline() && !type.equals("SCHEMA");
  }

  boolean isUndo() {
    return type.equals(DELETE);
  }

  boolean isBaseline() {
    return type.equals("BASELINE");
  }

  /** Whether this is the baseline that stands for a version too, besides those before it. */
  boolean isBaselineOf(String migrationVersion) {
    return isBaseline() && FlywayRunner.compare(migrationVersion, version) <= 0;
  }

  boolean isStamped() {
    return executionTime == STAMPED;
  }
}
