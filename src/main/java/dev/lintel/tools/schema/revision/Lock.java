package dev.lintel.tools.schema.revision;

import dev.lintel.tools.schema.Identifier;
import dev.lintel.tools.schema.locks.LockMode;
import java.util.ArrayList;
import java.util.List;

/**
 * A lock that a script takes.
 *
 * @param table one that was there before
 * @param duration for example {@code for a moment}
 */
record Lock(LockMode mode, String table, String duration) {

  /** Whether anybody but a change of the schema can wait for it. */
  static boolean isTold(LockMode mode) {
    return mode.compareTo(LockMode.SHARE_UPDATE_EXCLUSIVE) >= 0;
  }

  /** A sentence for a script's header, strongest first; empty if there are none. */
  static String sentence(List<Lock> locks) {
    List<String> parts = new ArrayList<>();
    for (int i = LockMode.values().length - 1; i >= 0; i--) {
      LockMode mode = LockMode.values()[i];
      locks.stream()
          .filter(lock -> lock.mode == mode)
          .map(Lock::duration)
          .distinct()
          .forEach(duration -> parts.add(part(locks, mode, duration)));
    }
    return String.join("; ", parts);
  }

  private static String part(List<Lock> locks, LockMode mode, String duration) {
    List<String> tables =
        locks.stream()
            .filter(lock -> lock.mode == mode && lock.duration.equals(duration))
            .map(lock -> Identifier.written(lock.table))
            .toList();
    String comma = duration.startsWith("for ") ? ", " : " ";
    return mode + " on " + list(tables) + comma + duration + effect(mode);
  }

  /** Of the strongest everybody knows it. */
  private static String effect(LockMode mode) {
    return switch (mode) {
      case SHARE_UPDATE_EXCLUSIVE -> "; reads and writes go on";
      case ACCESS_EXCLUSIVE -> "";
      default -> "; writers wait";
    };
  }

  private static String list(List<String> names) {
    int last = names.size() - 1;
    return last == 0
        ? names.get(0)
        : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
  }
}
