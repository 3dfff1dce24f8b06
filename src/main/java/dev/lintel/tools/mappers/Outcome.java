package dev.lintel.tools.mappers;

import dev.lintel.tools.mappers.Condition.Kind;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What some of the conditions of a statement come to.
 *
 * @param marks those that are met
 * @param choices values that lead to it
 */
record Outcome(Set<Mark> marks, Map<Input, Integer> choices) {

  /**
   * A condition that is met, in one way.
   *
   * @param value for a loop {@code 0}, {@code 1} or {@code n} items, for a substitution its text
   */
  record Mark(int number, String value) implements Comparable<Mark> {

    @Override
    public int compareTo(Mark other) {
      int byNumber = Integer.compare(number, other.number);
      return byNumber != 0 ? byNumber : value.compareTo(other.value);
    }
  }

  /** How much is there: more conditions, and then more items. */
  int weight() {
    int weight = 0;
    for (Mark mark : marks) {
      weight += mark.value.equals("0") ? 0 : mark.value.equals("n") ? 3 : 2;
    }
    return weight;
  }

  boolean has(Mark mark) {
    return marks.contains(mark);
  }

  /** The marks of a run on some of the conditions. */
  static Set<Mark> marks(List<Condition> conditions, Script.Run run) {
    Set<Mark> marks = new TreeSet<>();
    for (Condition condition : conditions) {
      List<Object> values = run.marks().get(condition.number);
      if (values != null && condition.kind != Kind.BIND) {
        marks.add(new Mark(condition.number, value(condition, values)));
      }
    }
    return marks;
  }

  private static String value(Condition condition, List<Object> values) {
    return switch (condition.kind) {
      case FOREACH -> {
        int items = items(values);
        yield items < 2 ? String.valueOf(items) : "n";
      }
      case SUBSTITUTION -> String.valueOf(values.get(0));
      default -> "";
    };
  }

  /** How many items a loop went through, of its marks: one 0 each time, and one 1 each item. */
  static int items(List<Object> marks) {
    long times = marks.stream().filter(mark -> mark.equals(0)).count();
    return (int) ((marks.size() - times) / times);
  }
}
