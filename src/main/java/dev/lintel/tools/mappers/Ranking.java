package dev.lintel.tools.mappers;

import dev.lintel.tools.mappers.Outcome.Mark;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** The outcomes of one component by how much is there, for quick answers among thousands. */
final class Ranking {

  /** Their places in the list, from the one with the least to the one with the most. */
  private final List<Integer> places;

  /** For each mark the ranks of the outcomes that have it. */
  private final Map<Mark, BitSet> ranks = new TreeMap<>();

  /**
   * @param outcomes at least one
   */
  Ranking(List<Outcome> outcomes) {
    places =
        IntStream.range(0, outcomes.size())
            .boxed()
            .sorted(Comparator.comparingInt(place -> outcomes.get(place).weight()))
            .toList();
    for (int rank = 0; rank < places.size(); rank++) {
      for (Mark mark : outcomes.get(places.get(rank)).marks()) {
        ranks.computeIfAbsent(mark, m -> new BitSet()).set(rank);
      }
    }
  }

  Set<Mark> marks() {
    return ranks.keySet();
  }

  int least() {
    return places.get(0);
  }

  int most() {
    return places.get(places.size() - 1);
  }

  /**
   * @return -1 if no outcome has both
   */
  int leastWith(Mark one, Mark other) {
    BitSet both = (BitSet) ranks.get(one).clone();
    both.and(ranks.get(other));
    int rank = both.nextSetBit(0);
    return rank < 0 ? -1 : places.get(rank);
  }

  /**
   * @return -1 if all outcomes have it
   */
  int mostWithout(Mark mark) {
    int rank = ranks.get(mark).previousClearBit(places.size() - 1);
    return rank < 0 ? -1 : places.get(rank);
  }
}
