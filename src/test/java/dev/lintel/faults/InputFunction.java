package dev.lintel.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lintel.session.Database;
import java.util.Map;

/**
 * A function of the operations, how many inputs a full run gives it, and how.
 *
 * @param name which one
 * @param full a hundred thousand, or less where each takes several round trips or a batch of rows
 * @param attempt one input
 */
record InputFunction(String name, int full, InputRows.Attempt attempt) {

  private static final int IN_EVERY_BUILD = 150;

  /**
   * @param given gets how many inputs it was
   */
  void run(Database database, Map<String, Integer> given) {
    int count = Load.inputs(Math.min(IN_EVERY_BUILD, full), full);
    InputRun run = InputRun.of(name, count, () -> new InputRows(database, attempt));
    assertThat(run.taken()).as("taken").isPositive();
    assertThat(run.refused()).as("refused").isPositive();
    given.put(name, count);
  }

  @Override
  public String toString() {
    return name;
  }
}
