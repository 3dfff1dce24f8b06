package dev.lintel.tools.schema.locks;

/**
 * The strongest lock that a transaction holds on a table that was there before its migration.
 *
 * @param table its name, with its schema unless that is the migrations' own
 * @param mode how strong it is
 * @param index the index of the table that is locked so; empty if it is the table itself
 * @param line the line of the statement that took it
 */
public record TableLock(String table, LockMode mode, String index, int line) {

  /** The table, and the index where only that is locked. */
  String on() {
    return index.isEmpty() ? table : table + " (index " + index + ")";
  }

  @Override
  public String toString() {
    return mode + " on " + on();
  }
}
