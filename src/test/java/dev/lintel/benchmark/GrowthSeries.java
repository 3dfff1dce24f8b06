package dev.lintel.benchmark;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** What a call of one operation took on tables of several sizes, round by round. */
final class GrowthSeries {

  /** Enough for the driver to prepare the statement and for the server to settle on its plan. */
  private static final int WARM_UP = 12;

  private static final long BATCH_NANOS = 25_000_000;

  private final String name;
  private final List<List<Double>> nanos;

  private GrowthSeries(String name, List<List<Double>> nanos) {
    this.name = name;
    this.nanos = nanos;
  }

  /**
   * In interleaved rounds, so that what disturbs one size disturbs all.
   *
   * @param together operations to be compared with each other, in the same rounds
   * @return one for each of them
   */
  static <T> List<GrowthSeries> measure(List<Growing<T>> together, List<T> tables, int rounds)
      throws SQLException {
    List<Cell<T>> cells = new ArrayList<>();
    for (Growing<T> operation : together) {
      for (T table : tables) {
        cells.add(Cell.warm(operation, table));
      }
    }
    List<Cell<T>> order = new ArrayList<>(cells);
    Random random = new Random(6);
    for (int round = 0; round < rounds; round++) {
      Collections.shuffle(order, random);
      for (Cell<T> cell : order) {
        cell.nanos.add(batch(cell.operation, cell.table, cell.calls));
      }
    }
    return together.stream()
        .map(
            operation ->
                new GrowthSeries(
                    operation.name(),
                    cells.stream()
                        .filter(cell -> cell.operation == operation)
                        .map(Cell::nanos)
                        .toList()))
        .toList();
  }

  /** One operation at one size. */
  private record Cell<T>(Growing<T> operation, T table, int calls, List<Double> nanos) {

    static <T> Cell<T> warm(Growing<T> operation, T table) throws SQLException {
      batch(operation, table, Math.min(WARM_UP, operation.calls()));
      double once = batch(operation, table, Math.min(WARM_UP, operation.calls()));
      int calls = (int) Math.max(1, Math.min(operation.calls(), BATCH_NANOS / once));
      return new Cell<>(operation, table, calls, new ArrayList<>());
    }
  }

  private static <T> double batch(Growing<T> operation, T table, int calls) throws SQLException {
    long start = System.nanoTime();
    for (int i = 0; i < calls; i++) {
      operation.call().on(table);
    }
    double nanos = (double) (System.nanoTime() - start) / calls;
    operation.after().on(table);
    return nanos;
  }

  String name() {
    return name;
  }

  /** A call's median at each size. */
  List<Double> micros() {
    return nanos.stream().map(of -> Quartiles.of(of).median() / 1_000).toList();
  }

  /** Of the largest to the smallest, in the same round. */
  Quartiles growth() {
    return Quartiles.ofRatios(nanos.get(nanos.size() - 1), nanos.get(0));
  }
}
