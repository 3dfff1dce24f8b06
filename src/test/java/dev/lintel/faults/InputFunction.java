package dev.lintel.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lintel.testing.Load;
import dev.lintel.testing.TestDatabase;
import java.util.Map;

/**
 * A function of the operations, and how it is given inputs.
 *
 * @param name which one
 * @param attempt one input
 */
record InputFunction(String name, InputRows.Attempt attempt) {

  private static final int IN_EVERY_BUILD = 150;

  /**
   * @param given gets how many inputs it was
   */
  void run(TestDatabase test, Map<String, Integer> given) {
    // the rows that the function before rolled back would make this one slow
    test.execute("TRUNCATE lintel.items, lintel.parents, lintel.conversations");
    int count = Load.inputs(IN_EVERY_BUILD);
    InputRun run = InputRun.of(name, count, () -> new InputRows(test.database(), attempt));
    assertThat(run.taken()).as("taken").isPositive();
    assertThat(run.refused()).as("refused").isPositive();
    given.put(name, count);
  }

  @Override
  public String toString() {
    return name;
  }
}
