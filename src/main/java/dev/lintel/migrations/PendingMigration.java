package dev.lintel.migrations;

/** A migration that the schema does not have yet. Immutable. */
public final class PendingMigration {

  private final String version;
  private final String description;
  private final String script;

  PendingMigration(String version, String description, String script) {
    this.version = version;
    this.description = description;
    this.script = script;
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
   * The file.
   *
   * @return for example {@code V001__create_parents.sql}
   */
  public String getScript() {
    return script;
  }

  @Override
  public String toString() {
    return script;
  }
}
