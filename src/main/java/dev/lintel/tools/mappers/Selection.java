package dev.lintel.tools.mappers;

import dev.lintel.tools.mappers.Outcome.Mark;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** Which of the combinations of outcomes are shown. */
final class Selection {

  static final int MOST = 64;

  private final List<Outcomes> parts;

  /** The outcomes of each part, from the one with the least to the one with the most. */
  private final List<List<Integer>> ordered;

  /** For each part which outcome it takes; in the order in which they are shown. */
  private final Set<List<Integer>> picked = new LinkedHashSet<>();

  Selection(List<Outcomes> parts) {
    this.parts = parts;
    this.ordered = parts.stream().map(Selection::byWeight).toList();
  }

  private static List<Integer> byWeight(Outcomes part) {
    return IntStream.range(0, part.list().size())
        .boxed()
        .sorted(Comparator.comparingInt(index -> part.list().get(index).weight()))
        .toList();
  }

  /** How many combinations there are; {@link Long#MAX_VALUE} if more than that. */
  long possible() {
    long possible = 1;
    for (Outcomes part : parts) {
      try {
        possible = Math.multiplyExact(possible, (long) part.list().size());
      } catch (ArithmeticException e) {
        return Long.MAX_VALUE;
      }
    }
    return possible;
  }

  /**
   * All combinations if they are few. Otherwise the one with all that can be, the one with the
   * least, each condition alone and each missing, and then pairs.
   */
  List<List<Outcome>> combinations() {
    if (possible() <= MOST) {
      all(new ArrayList<>());
    } else {
      some();
    }
    List<List<Outcome>> combinations = new ArrayList<>();
    for (List<Integer> pick : picked) {
      List<Outcome> combination = new ArrayList<>();
      for (int i = 0; i < pick.size(); i++) {
        combination.add(parts.get(i).list().get(pick.get(i)));
      }
      combinations.add(combination);
    }
    return combinations;
  }

  private void all(List<Integer> start) {
    if (start.size() == parts.size()) {
      picked.add(List.copyOf(start));
      return;
    }
    for (int i = 0; i < parts.get(start.size()).list().size(); i++) {
      start.add(i);
      all(start);
      start.remove(start.size() - 1);
    }
  }

  private void some() {
    List<Integer> on = new ArrayList<>();
    List<Integer> off = new ArrayList<>();
    for (int part = 0; part < parts.size(); part++) {
      on.add(most(part, outcome -> true));
      off.add(least(part, outcome -> true));
    }
    picked.add(List.copyOf(on));
    picked.add(List.copyOf(off));
    List<Map<Mark, Integer>> alone = new ArrayList<>();
    for (int part = 0; part < parts.size(); part++) {
      Map<Mark, Integer> least = new LinkedHashMap<>();
      for (Mark mark : marks(parts.get(part))) {
        least.put(mark, least(part, outcome -> outcome.has(mark)));
      }
      alone.add(least);
    }
    for (int part = 0; part < parts.size(); part++) {
      for (int index : alone.get(part).values()) {
        pick(off, part, index);
      }
    }
    for (int part = 0; part < parts.size(); part++) {
      for (Mark mark : alone.get(part).keySet()) {
        pick(on, part, most(part, outcome -> !outcome.has(mark)));
      }
    }
    pairs(off, alone);
  }

  private void pairs(List<Integer> off, List<Map<Mark, Integer>> alone) {
    for (int one = 0; one < parts.size(); one++) {
      for (Mark mark : alone.get(one).keySet()) {
        for (Mark second : alone.get(one).keySet()) {
          if (isFull()) {
            return;
          }
          pick(off, one, least(one, o -> o.has(mark) && o.has(second)));
        }
        List<Integer> with = new ArrayList<>(off);
        with.set(one, alone.get(one).get(mark));
        for (int other = one + 1; other < parts.size(); other++) {
          for (int index : alone.get(other).values()) {
            pick(with, other, index);
          }
        }
      }
    }
  }

  /** Some may come to the same SQL, so more are picked than are shown. */
  private boolean isFull() {
    return picked.size() >= 8 * MOST;
  }

  /**
   * @param index -1 if there is no such outcome
   */
  private void pick(List<Integer> base, int part, int index) {
    if (index >= 0 && !isFull()) {
      List<Integer> pick = new ArrayList<>(base);
      pick.set(part, index);
      picked.add(List.copyOf(pick));
    }
  }

  private static List<Mark> marks(Outcomes part) {
    Set<Mark> marks = new TreeSet<>();
    part.list().forEach(outcome -> marks.addAll(outcome.marks()));
    return List.copyOf(marks);
  }

  private int most(int part, Predicate<Outcome> which) {
    List<Integer> indexes = ordered.get(part);
    for (int i = indexes.size() - 1; i >= 0; i--) {
      if (which.test(parts.get(part).list().get(indexes.get(i)))) {
        return indexes.get(i);
      }
    }
    return -1;
  }

  private int least(int part, Predicate<Outcome> which) {
    return ordered.get(part).stream()
        .filter(index -> which.test(parts.get(part).list().get(index)))
        .findFirst()
        .orElse(-1);
  }
}
