package dev.lintel.tools.schema.locks;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What one transaction holds on the relations that were there before it, and since when. */
final class HeldLocks {

  private final Map<Long, Relation> existing;
  private final Map<Long, TableLock> held = new HashMap<>();

  HeldLocks(Map<Long, Relation> existing) {
    this.existing = existing;
  }

  /** The transaction has ended. */
  void release() {
    held.clear();
  }

  /** Keeps for each table the strongest lock, with the line of the statement that took it. */
  void take(int line, Map<Long, LockMode> locks) {
    Map<Long, TableLock> strongest = new HashMap<>();
    locks.forEach(
        (oid, mode) -> {
          Relation relation = existing.get(oid);
          if (relation != null && !relation.isOfLongValues() && mode != LockMode.ACCESS_SHARE) {
            Relation table = existing.getOrDefault(relation.table(), relation);
            String index = relation.isIndex() ? relation.name() : "";
            TableLock lock = new TableLock(table.shown(), mode, index, line);
            strongest.merge(table.oid(), lock, HeldLocks::stronger);
          }
        });
    strongest.replaceAll(
        (table, lock) -> {
          TableLock before = held.get(table);
          return before != null && before.mode() == lock.mode() ? before : lock;
        });
    held.clear();
    held.putAll(strongest);
  }

  /** The table itself before an index of it, if both are locked alike. */
  private static TableLock stronger(TableLock one, TableLock other) {
    int order = one.mode().compareTo(other.mode());
    return order > 0 || order == 0 && one.index().isEmpty() ? one : other;
  }

  /** The strongest first. */
  List<TableLock> list() {
    return held.values().stream()
        .sorted(Comparator.comparing(TableLock::mode).reversed().thenComparing(TableLock::table))
        .toList();
  }
}
