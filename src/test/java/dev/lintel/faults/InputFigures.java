package dev.lintel.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What {@link Figures} tells of inputs. */
public final class InputFigures {

  private InputFigures() {}

  /**
   * @param given how many inputs each function got
   */
  public static void write(String what, Map<String, Integer> given) {
    List<String> functions = new ArrayList<>();
    int sum = 0;
    for (Map.Entry<String, Integer> each : given.entrySet()) {
      functions.add(String.format("%s %,d", each.getKey(), each.getValue()));
      sum += each.getValue();
    }
    Figures.write(
        what,
        String.format(
            "%,d inputs, seed %d (%s): each read back equal or refused by name; 0 server errors,"
                + " 0 aborted transactions, 0 other exceptions",
            sum, Inputs.SEED, String.join(", ", functions)));
  }
}
