package dev.lintel.tools.schema.locks;

import java.util.Locale;

/** PostgreSQL's table locks, weakest first. */
public enum LockMode {
  ACCESS_SHARE,
  ROW_SHARE,
  ROW_EXCLUSIVE,
  SHARE_UPDATE_EXCLUSIVE,
  SHARE,
  SHARE_ROW_EXCLUSIVE,
  EXCLUSIVE,
  ACCESS_EXCLUSIVE;

  /** From the text in {@code pg_locks.mode}, for example {@code ShareRowExclusiveLock}. */
  static LockMode of(String mode) {
    return valueOf(
        mode.replaceFirst("Lock$", "").replaceAll("(?<=.)([A-Z])", "_$1").toUpperCase(Locale.ROOT));
  }

  /** Whether statements of applications wait for it, and not only other changes of the schema. */
  public boolean blocks() {
    return compareTo(SHARE) >= 0;
  }

  /** Who waits for a lock that blocks. */
  String waiting() {
    return this == ACCESS_EXCLUSIVE ? "readers and writers wait" : "writers wait";
  }

  @Override
  public String toString() {
    return name().replace('_', ' ');
  }
}
