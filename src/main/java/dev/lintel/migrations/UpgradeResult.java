package dev.lintel.migrations;

import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** What an upgrade did. Immutable. */
public final class UpgradeResult {

  private final String version;
  private final List<String> applied;

  UpgradeResult(String version, List<String> applied) {
    this.version = version;
    this.applied = Collections.unmodifiableList(applied);
  }

  /**
   * The version that the schema is at now.
   *
   * @return for example {@code 003}; empty if there are no migrations
   */
  public Optional<String> getVersion() {
    return Optional.ofNullable(version);
  }

  /**
   * The versions that this upgrade applied, in order.
   *
   * @return unmodifiable; empty if there was nothing to do
   */
  public List<String> getApplied() {
    return applied;
  }

  @Override
  public String toString() {
    return "UpgradeResult[now at " + version + ", applied " + applied + "]";
  }
}
