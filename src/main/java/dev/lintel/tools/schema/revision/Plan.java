package dev.lintel.tools.schema.revision;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The pairs of scripts that a difference becomes: what holds a lock for a moment in the first, then
 * each index, each key and each check of rows in pairs of its own, which nobody has to wait for.
 */
final class Plan {

  private Plan() {}

  /**
   * @param up what leads on, after the renames
   * @param down what leads back, before they are reversed
   * @param partitioned tables for which the server has no step by step ways
   */
  static List<Step> steps(
      List<Change> up, List<Change> down, List<Rename> renames, Set<String> partitioned) {
    FirstStep first = new FirstStep(up, down, partitioned);
    IndexSteps indexes = new IndexSteps(first);
    ConstraintSteps constraints = new ConstraintSteps(first);
    for (Change change : up) {
      switch (change.what()) {
        case CREATE_INDEX -> indexes.create(change);
        case DROP_INDEX -> indexes.drop(change);
        case ADD_CONSTRAINT -> constraints.add(change);
        case SET_NOT_NULL -> constraints.setNotNull(change);
        default -> {}
      }
    }
    FirstStep.inOneTransaction(first.down);
    List<Step> steps = new ArrayList<>();
    first.step(renames).ifPresent(steps::add);
    steps.addAll(indexes.list());
    steps.addAll(constraints.list());
    indexes.comments().ifPresent(steps::add);
    return steps;
  }

  /** The same in one script, which holds its locks longer: for what the other cannot do. */
  static List<Step> oneStep(List<Change> up, List<Change> down, List<Rename> renames) {
    FirstStep all = new FirstStep(up, down, Set.of());
    FirstStep.inOneTransaction(all.up);
    FirstStep.inOneTransaction(all.down);
    return all.step(renames).stream().toList();
  }
}
