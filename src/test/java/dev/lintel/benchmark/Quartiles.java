package dev.lintel.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The middle of some figures, and of their halves. */
record Quartiles(double lower, double median, double upper) {

  static Quartiles of(List<Double> figures) {
    List<Double> sorted = figures.stream().sorted().toList();
    return new Quartiles(at(sorted, 0.25), at(sorted, 0.5), at(sorted, 0.75));
  }

  /** Of each figure to the one of the same round. */
  static Quartiles ofRatios(List<Double> figures, List<Double> to) {
    List<Double> ratios = new ArrayList<>(figures.size());
    for (int i = 0; i < figures.size(); i++) {
      ratios.add(figures.get(i) / to.get(i));
    }
    return of(ratios);
  }

  private static double at(List<Double> sorted, double part) {
    double place = part * (sorted.size() - 1);
    int below = (int) place;
    int above = Math.min(below + 1, sorted.size() - 1);
    return sorted.get(below) + (place - below) * (sorted.get(above) - sorted.get(below));
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%.2f (%.2f–%.2f)", median, lower, upper);
  }
}
