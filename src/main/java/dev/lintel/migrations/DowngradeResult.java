package dev.lintel.migrations;

import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** What a downgrade did. Immutable. */
public final class DowngradeResult {

  private final String version;
  private final List<String> undone;

  DowngradeResult(String version, List<String> undone) {
    this.version = version;
    this.undone = Collections.unmodifiableList(undone);
  }

  /**
   * The version that the schema is at now.
   *
   * @return for example {@code 002}; empty if nothing is applied any more
   */
  public Optional<String> getVersion() {
    return Optional.ofNullable(version);
  }

  /**
   * The versions that were undone, newest first.
   *
   * @return unmodifiable; empty if there was nothing to do
   */
  public List<String> getUndone() {
    return undone;
  }

  @Override
  public String toString() {
    return "DowngradeResult[now at " + version + ", undone " + undone + "]";
  }
}
