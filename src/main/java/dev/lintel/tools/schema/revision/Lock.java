package dev.lintel.tools.schema.revision;

import java.util.ArrayList;
import java.util.List;

/**
 * A lock that a script takes.
 *
 * @param table one that was there before
 * @param duration for example {@code for a moment}
 */
record Lock(Mode mode, String table, String duration) {

  /** Those that somebody can wait for, weakest first. */
  enum Mode {
    SHARE_UPDATE_EXCLUSIVE("ShareUpdateExclusiveLock", "; reads and writes go on"),
    SHARE("ShareLock", "; writers wait"),
    SHARE_ROW_EXCLUSIVE("ShareRowExclusiveLock", "; writers wait"),
    EXCLUSIVE("ExclusiveLock", "; writers wait"),
    ACCESS_EXCLUSIVE("AccessExclusiveLock", "");

    private final String server;
    private final String effect;

    Mode(String server, String effect) {
      this.server = server;
      this.effect = effect;
    }

    /** Null for those that only the others conflict with. */
    static Mode of(String server) {
      for (Mode mode : values()) {
        if (mode.server.equals(server)) {
          return mode;
        }
      }
      return null;
    }
  }

  static Lock stronger(Lock one, Lock other) {
    return one.mode.compareTo(other.mode) >= 0 ? one : other;
  }

  /** A sentence for a script's header, strongest first; empty if there are none. */
  static String sentence(List<Lock> locks) {
    List<String> parts = new ArrayList<>();
    for (int i = Mode.values().length - 1; i >= 0; i--) {
      Mode mode = Mode.values()[i];
      locks.stream()
          .filter(lock -> lock.mode == mode)
          .map(Lock::duration)
          .distinct()
          .forEach(duration -> parts.add(part(locks, mode, duration)));
    }
    return String.join("; ", parts);
  }

  private static String part(List<Lock> locks, Mode mode, String duration) {
    List<String> tables =
        locks.stream()
            .filter(lock -> lock.mode == mode && lock.duration.equals(duration))
            .map(lock -> Names.written(lock.table))
            .toList();
    String comma = duration.startsWith("for ") ? ", " : " ";
    return mode.name().replace('_', ' ') + " on " + list(tables) + comma + duration + mode.effect;
  }

  private static String list(List<String> names) {
    int last = names.size() - 1;
    return last == 0
        ? names.get(0)
        : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
  }
}
