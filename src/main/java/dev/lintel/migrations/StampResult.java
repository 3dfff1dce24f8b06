package dev.lintel.migrations;

import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** What a stamp wrote into the history; no migration was run. Immutable. */
public final class StampResult {

  private final String version;
  private final List<String> marked;
  private final List<String> unmarked;

  StampResult(String version, List<String> marked, List<String> unmarked) {
    this.version = version;
    this.marked = Collections.unmodifiableList(marked);
    this.unmarked = Collections.unmodifiableList(unmarked);
  }

  /**
   * The version that the history says now.
   *
   * @return for example {@code 002}; empty at base
   */
  public Optional<String> getVersion() {
    return Optional.ofNullable(version);
  }

  /**
   * The versions that were marked as applied, oldest first.
   *
   * @return unmodifiable; may be empty
   */
  public List<String> getMarked() {
    return marked;
  }

  /**
   * The versions that were marked as not applied any more, newest first.
   *
   * @return unmodifiable; may be empty
   */
  public List<String> getUnmarked() {
    return unmarked;
  }

  @Override
  public String toString() {
    return "StampResult[now at " + version + ", marked " + marked + ", unmarked " + unmarked + "]";
  }
}
