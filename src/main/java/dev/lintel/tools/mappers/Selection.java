package dev.lintel.tools.mappers;

import dev.lintel.tools.mappers.Outcome.Mark;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Which of the combinations of outcomes are shown. */
final class Selection {

  static final int MOST = 64;

  private final List<Outcomes> parts;

  /** For each part which outcome it takes; in the order in which they are shown. */
  private final Set<List<Integer>> picked = new LinkedHashSet<>();

  Selection(List<Outcomes> parts) {
    this.parts = parts;
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
    for (Outcomes part : parts) {
      on.add(most(part, outcome -> true));
      off.add(least(part, outcome -> true));
    }
    picked.add(List.copyOf(on));
    picked.add(List.copyOf(off));
    List<List<Mark>> marks = parts.stream().map(Selection::marks).toList();
    for (int part = 0; part < parts.size(); part++) {
      for (Mark mark : marks.get(part)) {
        pick(off, part, least(parts.get(part), outcome -> outcome.has(mark)));
      }
    }
    for (int part = 0; part < parts.size(); part++) {
      for (Mark mark : marks.get(part)) {
        pick(on, part, most(parts.get(part), outcome -> !outcome.has(mark)));
      }
    }
    for (int one = 0; one < parts.size(); one++) {
      for (Mark mark : marks.get(one)) {
        pairs(off, marks, one, mark);
      }
    }
  }

  private void pairs(List<Integer> off, List<List<Mark>> marks, int one, Mark mark) {
    for (Mark second : marks.get(one)) {
      pick(off, one, least(parts.get(one), o -> o.has(mark) && o.has(second)));
    }
    for (int other = one + 1; other < parts.size(); other++) {
      for (Mark second : marks.get(other)) {
        List<Integer> with = new ArrayList<>(off);
        with.set(one, least(parts.get(one), outcome -> outcome.has(mark)));
        pick(with, other, least(parts.get(other), outcome -> outcome.has(second)));
      }
    }
  }

  /**
   * @param index -1 if there is no such outcome
   */
  private void pick(List<Integer> base, int part, int index) {
    if (index >= 0 && picked.size() < 8 * MOST) { // some may come to the same SQL
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

  private static int most(Outcomes part, Predicate<Outcome> which) {
    return first(part, which, Comparator.comparingInt(Outcome::weight).reversed());
  }

  private static int least(Outcomes part, Predicate<Outcome> which) {
    return first(part, which, Comparator.comparingInt(Outcome::weight));
  }

  private static int first(Outcomes part, Predicate<Outcome> which, Comparator<Outcome> order) {
    List<Outcome> fitting = part.list().stream().filter(which).sorted(order).toList();
    return fitting.isEmpty() ? -1 : part.list().indexOf(fitting.get(0));
  }
}
