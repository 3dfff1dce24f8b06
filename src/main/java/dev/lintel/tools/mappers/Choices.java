package dev.lintel.tools.mappers;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which value each input has in one run. What a run does not ask for is not decided, so that the
 * next run differs in something that counts.
 */
final class Choices {

  private final Map<Input, Integer> chosen = new LinkedHashMap<>();

  Choices() {}

  Choices(Map<Input, Integer> chosen) {
    this.chosen.putAll(chosen);
  }

  /** The value of an input: that of this run, or its first. */
  Object value(Input input) {
    return input.value(chosen.computeIfAbsent(input, i -> 0), this);
  }

  /** What was decided so far, in the order in which it was asked for. */
  Map<Input, Integer> chosen() {
    return chosen;
  }

  /** The next run after this one, in which the last decision is another; null after the last. */
  Choices next() {
    List<Map.Entry<Input, Integer>> trail = new ArrayList<>(chosen.entrySet());
    for (int i = trail.size() - 1; i >= 0; i--) {
      Input input = trail.get(i).getKey();
      int index = trail.get(i).getValue() + 1;
      if (index < input.domain().size()) {
        Choices next = new Choices();
        trail.subList(0, i).forEach(e -> next.chosen.put(e.getKey(), e.getValue()));
        next.chosen.put(input, index);
        return next;
      }
    }
    return null;
  }
}
