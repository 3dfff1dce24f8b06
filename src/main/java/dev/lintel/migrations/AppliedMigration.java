package dev.lintel.migrations;

import java.time.Duration;
import java.time.Instant;

/**
 * One entry of the history: a migration that was applied, or the mark that one was undone.
 * Immutable.
 */
public final class AppliedMigration {

  private final String version;
  private final String description;
  private final String script;
  private final String state;
  private final Instant installedOn;
  private final String installedBy;
  private final Duration executionTime;
  private final boolean stamped;

  AppliedMigration(
      String version,
      String description,
      String script,
      String state,
      Instant installedOn,
      String installedBy,
      Duration executionTime,
      boolean stamped) {
    this.version = version;
    this.description = description;
    this.script = script;
    this.state = state;
    this.installedOn = installedOn;
    this.installedBy = installedBy;
    this.executionTime = executionTime;
    this.stamped = stamped;
  }

  /**
   * The version, as its file is named.
   *
   * @return for example {@code 001}
   */
  public String getVersion() {
    return version;
  }

  /**
   * The description, from the file's name.
   *
   * @return for example {@code create parents}
   */
  public String getDescription() {
    return description;
  }

  /**
   * The file that ran; of an {@code Undo} the undo script.
   *
   * @return for example {@code V001__create_parents.sql}
   */
  public String getScript() {
    return script;
  }

  /**
   * What became of it.
   *
   * <table>
   *   <caption>States</caption>
   *   <tr><td>{@code Success}<td>it was applied, and is in force
   *   <tr><td>{@code Stamped}<td>it was marked as applied without running, and is in force
   *   <tr><td>{@code Undone}<td>it was applied or stamped, and a later entry took it back
   *   <tr><td>{@code Failed}<td>it failed half-way
   *   <tr><td>{@code Undo}<td>this entry took an earlier one back, by the script it names
   *   <tr><td>{@code Unstamped}<td>this entry took an earlier one back, and nothing ran
   *   <tr><td>{@code Deleted}<td>Flyway's repair took an earlier entry out of force
   * </table>
   *
   * @return one of these
   */
  public String getState() {
    return state;
  }

  /**
   * When it was applied. Flyway stores the local time of the session that upgraded, without its
   * zone; this assumes that it was in the zone of the session that reads.
   *
   * @return never null for an applied migration
   */
  public Instant getInstalledOn() {
    return installedOn;
  }

  /**
   * The role that applied it.
   *
   * @return for example {@code lintel_owner}
   */
  public String getInstalledBy() {
    return installedBy;
  }

  /**
   * How long it ran.
   *
   * @return to the millisecond; zero if nothing ran
   */
  public Duration getExecutionTime() {
    return executionTime;
  }

  /**
   * Whether a stamp wrote this entry, so that nothing ran.
   *
   * @return also true if the entry was taken back later
   */
  public boolean isStamped() {
    return stamped;
  }

  @Override
  public String toString() {
    return script + " " + state + " on " + installedOn + " by " + installedBy;
  }
}
