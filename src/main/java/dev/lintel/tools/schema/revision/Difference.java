package dev.lintel.tools.schema.revision;

import dev.lintel.tools.schema.revision.Change.What;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What lies between two schemas.
 *
 * @param up the statements from the one to the other
 * @param down the statements back
 */
record Difference(List<Change> up, List<Change> down) {

  boolean isEmpty() {
    return up.isEmpty() && down.isEmpty();
  }

  /** Without what the server does by itself. */
  Difference tidied() {
    Predicate<Change> same = change -> isMadeAgain(change);
    List<Change> upWithout = up.stream().filter(same.negate()).toList();
    List<Change> downWithout = down.stream().filter(same.negate()).toList();
    return new Difference(tidied(upWithout, downWithout), tidied(downWithout, upWithout));
  }

  private static List<Change> tidied(List<Change> changes, List<Change> back) {
    return dependentsFirst(
        changes.stream()
            .filter(change -> !goesWithTable(change, back))
            .map(change -> isNewFunction(change, back) ? created(change) : change)
            .toList(),
        back);
  }

  /** Tables are dropped before those that their foreign keys point to. */
  private static List<Change> dependentsFirst(List<Change> changes, List<Change> back) {
    List<Change> drops = new ArrayList<>(changes.stream().filter(Difference::dropsTable).toList());
    List<Change> ordered = new ArrayList<>();
    while (!drops.isEmpty()) {
      Change next =
          drops.stream()
              .filter(
                  drop ->
                      drops.stream().noneMatch(other -> other != drop && refers(other, drop, back)))
              .findFirst()
              .orElse(drops.get(0));
      drops.remove(next);
      ordered.add(next);
    }
    Iterator<Change> next = ordered.iterator();
    return changes.stream().map(c -> dropsTable(c) ? next.next() : c).toList();
  }

  private static boolean dropsTable(Change change) {
    return change.is(What.DROP_TABLE);
  }

  private static boolean refers(Change dependent, Change table, List<Change> back) {
    return back.stream()
        .anyMatch(
            c ->
                c.is(What.ADD_CONSTRAINT)
                    && c.table().equals(dependent.name())
                    && c.text().contains(" FOREIGN KEY ")
                    && c.mentions(table.name()));
  }

  private static boolean isNewFunction(Change change, List<Change> back) {
    return change.is(What.CREATE_FUNCTION)
        && back.stream().anyMatch(c -> c.is(What.DROP_FUNCTION) && c.concerns(change));
  }

  private static Change created(Change function) {
    return function.withText(function.text().replaceFirst("^CREATE OR REPLACE ", "CREATE "));
  }

  /** Dropped and added as it was, because a column takes another type: the server does that. */
  private boolean isMadeAgain(Change change) {
    if (!change.is(What.ADD_CONSTRAINT, What.VALIDATE_CONSTRAINT, What.DROP_CONSTRAINT)
        && !change.is(What.CREATE_INDEX, What.DROP_INDEX)) {
      return false;
    }
    return isMadeAgain(change, up, down) || isMadeAgain(change, down, up);
  }

  private static boolean isMadeAgain(Change change, List<Change> here, List<Change> there) {
    Optional<String> added = added(here, change);
    boolean again = added.isPresent() && isDropped(here, change);
    boolean sameThere = added(there, change).equals(added) && isDropped(there, change);
    boolean unknownThere = added(there, change).isEmpty() && !isDropped(there, change);
    return again && (sameThere || unknownThere);
  }

  private static Optional<String> added(List<Change> changes, Change of) {
    return changes.stream()
        .filter(c -> c.is(What.ADD_CONSTRAINT, What.CREATE_INDEX) && c.concerns(of))
        .map(Change::text)
        .findFirst();
  }

  private static boolean isDropped(List<Change> changes, Change of) {
    return changes.stream()
        .anyMatch(c -> c.is(What.DROP_CONSTRAINT, What.DROP_INDEX) && c.concerns(of));
  }

  private static boolean goesWithTable(Change drop, List<Change> back) {
    if (!drop.is(What.DROP_CONSTRAINT, What.DROP_INDEX)) {
      return false;
    }
    String table =
        drop.is(What.DROP_CONSTRAINT)
            ? drop.table()
            : back.stream()
                .filter(c -> c.is(What.CREATE_INDEX) && c.concerns(drop))
                .map(Change::table)
                .findFirst()
                .orElse(null);
    return back.stream()
        .anyMatch(
            c ->
                c.is(What.CREATE_TABLE, What.CREATE_MATERIALIZED_VIEW)
                    && Objects.equals(c.name(), table));
  }
}
