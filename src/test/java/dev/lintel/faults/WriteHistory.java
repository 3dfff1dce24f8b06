package dev.lintel.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What became of each write, as its writer saw it. A write that was acknowledged must be in the
 * database once, one that failed not at all, one whose COMMIT was lost at most once, and nothing
 * else may be there.
 */
final class WriteHistory {

  private enum Outcome {
    ATTEMPTED,
    ACKNOWLEDGED,
    FAILED,
    UNKNOWN
  }

  private final Map<Object, Outcome> outcomes = new ConcurrentHashMap<>();

  /** Before the write begins: a writer that dies leaves it so, and it may be there or not. */
  void attempted(Object write) {
    Outcome before = outcomes.putIfAbsent(write, Outcome.ATTEMPTED);
    if (before != null) {
      throw new IllegalStateException(write + ": attempted twice");
    }
  }

  void acknowledged(Object write) {
    ended(write, Outcome.ACKNOWLEDGED);
  }

  /** The writer was told that nothing was committed. */
  void failed(Object write) {
    ended(write, Outcome.FAILED);
  }

  /** The writer was told that nobody knows. */
  void unknown(Object write) {
    ended(write, Outcome.UNKNOWN);
  }

  private void ended(Object write, Outcome outcome) {
    if (!outcomes.replace(write, Outcome.ATTEMPTED, outcome)) {
      throw new IllegalStateException(write + ": " + outcome + " after " + outcomes.get(write));
    }
  }

  int count() {
    return outcomes.size();
  }

  int acknowledged() {
    return count(Outcome.ACKNOWLEDGED);
  }

  int failed() {
    return count(Outcome.FAILED);
  }

  int unknown() {
    return count(Outcome.UNKNOWN) + count(Outcome.ATTEMPTED);
  }

  private int count(Outcome outcome) {
    return (int) outcomes.values().stream().filter(each -> each == outcome).count();
  }

  /**
   * @param stored every write that the database holds, as often as it holds it
   */
  void assertMatches(Collection<?> stored) {
    Map<Object, Integer> times = new HashMap<>();
    stored.forEach(write -> times.merge(write, 1, Integer::sum));
    List<Object> lost = new ArrayList<>();
    List<Object> doubled = new ArrayList<>();
    List<Object> undead = new ArrayList<>();
    List<Object> foreign = new ArrayList<>();
    outcomes.forEach(
        (write, outcome) -> {
          if (outcome == Outcome.ACKNOWLEDGED && !times.containsKey(write)) {
            lost.add(write);
          }
          if (outcome == Outcome.FAILED && times.containsKey(write)) {
            undead.add(write);
          }
        });
    times.forEach(
        (write, count) -> {
          if (count > 1) {
            doubled.add(write);
          }
          if (!outcomes.containsKey(write)) {
            foreign.add(write);
          }
        });
    assertThat(lost).as("acknowledged, but not there").isEmpty();
    assertThat(doubled).as("there more than once").isEmpty();
    assertThat(undead).as("told as failed, but there").isEmpty();
    assertThat(foreign).as("there, but attempted by nobody").isEmpty();
  }

  /** The figures for {@code docs/reliability.md}, of a history that matched. */
  @Override
  public String toString() {
    return String.format(
        "%,d writes: %,d acknowledged, %,d failed, %,d unknown; 0 lost, 0 doubled",
        count(), acknowledged(), failed(), unknown());
  }
}
