package dev.lintel.tools.mappers;

import dev.lintel.tools.mappers.Outcome.Mark;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

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
    List<Ranking> rankings = parts.stream().map(part -> new Ranking(part.list())).toList();
    List<Integer> on = rankings.stream().map(Ranking::most).toList();
    List<Integer> off = rankings.stream().map(Ranking::least).toList();
    picked.add(on);
    picked.add(off);
    for (int part = 0; part < parts.size(); part++) {
      for (Mark mark : rankings.get(part).marks()) {
        pick(off, part, rankings.get(part).leastWith(mark, mark));
      }
    }
    for (int part = 0; part < parts.size(); part++) {
      for (Mark mark : rankings.get(part).marks()) {
        pick(on, part, rankings.get(part).mostWithout(mark));
      }
    }
    pairs(off, rankings);
  }

  private void pairs(List<Integer> off, List<Ranking> rankings) {
    for (int one = 0; one < parts.size(); one++) {
      for (Mark mark : rankings.get(one).marks()) {
        for (Mark second : rankings.get(one).marks()) {
          if (isFull()) {
            return;
          }
          pick(off, one, rankings.get(one).leastWith(mark, second));
        }
        List<Integer> with = new ArrayList<>(off);
        with.set(one, rankings.get(one).leastWith(mark, mark));
        for (int other = one + 1; other < parts.size(); other++) {
          for (Mark second : rankings.get(other).marks()) {
            pick(with, other, rankings.get(other).leastWith(second, second));
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
}
