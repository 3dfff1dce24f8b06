package dev.lintel.tools.schema.revision;

import dev.lintel.tools.schema.revision.Change.What;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** The first pair of scripts: all of a difference, but what other pairs take out of it. */
final class FirstStep {

  /** What leads on, after the renames. */
  final List<Change> up;

  /** What leads back, before the renames are reversed. */
  final List<Change> down;

  private final Set<String> partitioned;

  /**
   * @param partitioned tables for which the server has no step by step ways
   */
  FirstStep(List<Change> up, List<Change> down, Set<String> partitioned) {
    this.up = new ArrayList<>(up);
    this.down = new ArrayList<>(down);
    this.partitioned = partitioned;
  }

  boolean isNew(String table) {
    return up.stream()
        .anyMatch(
            c -> c.is(What.CREATE_TABLE, What.CREATE_MATERIALIZED_VIEW) && c.name().equals(table));
  }

  boolean isPartitioned(String table) {
    return partitioned.contains(table);
  }

  Optional<Change> takeUp(Predicate<Change> which) {
    return take(up, which);
  }

  Optional<Change> takeDown(Predicate<Change> which) {
    return take(down, which);
  }

  private static Optional<Change> take(List<Change> changes, Predicate<Change> which) {
    Optional<Change> found = changes.stream().filter(which).findFirst();
    found.ifPresent(changes::remove);
    return found;
  }

  void replaceUp(Change one, Change other) {
    up.set(up.indexOf(one), other);
  }

  /** One transaction: a constraint is checked at once. */
  static void inOneTransaction(List<Change> changes) {
    changes.removeIf(c -> c.is(What.VALIDATE_CONSTRAINT));
    changes.replaceAll(FirstStep::valid);
  }

  /** A constraint that is checked as it is added. */
  static Change valid(Change change) {
    return change.is(What.ADD_CONSTRAINT)
        ? change.withText(change.text().replaceFirst("(?i)\\s+NOT VALID$", ""))
        : change;
  }

  /** Empty if everything else took all of it. */
  Optional<Step> step(List<Rename> renames) {
    List<Change> first = new ArrayList<>(renames.stream().map(Rename::up).toList());
    first.addAll(up);
    List<Change> last = new ArrayList<>(down);
    for (int i = renames.size() - 1; i >= 0; i--) {
      last.add(renames.get(i).down());
    }
    return first.isEmpty()
        ? Optional.empty()
        : Optional.of(new Step(null, null, first, last, true));
  }
}
