package dev.lintel.benchmark;

import java.util.List;
import java.util.Locale;

/** Two costs over the same sizes: from which size on the second is the lower. */
final class Crossover {

  private final List<Integer> sizes;
  private final List<Double> first;
  private final List<Double> second;

  Crossover(List<Integer> sizes, List<Double> first, List<Double> second) {
    this.sizes = sizes;
    this.first = first;
    this.second = second;
  }

  @Override
  public String toString() {
    if (difference(0) > 0) {
      return String.format(Locale.ROOT, "%,d or fewer", sizes.get(0));
    }
    for (int i = 1; i < sizes.size(); i++) {
      if (difference(i) > 0) {
        double part = -difference(i - 1) / (difference(i) - difference(i - 1));
        double size = sizes.get(i - 1) + part * (sizes.get(i) - sizes.get(i - 1));
        return String.format(Locale.ROOT, "about %,.0f", size);
      }
    }
    return String.format(Locale.ROOT, "more than %,d", sizes.get(sizes.size() - 1));
  }

  private double difference(int i) {
    return first.get(i) - second.get(i);
  }
}
