package dev.lintel.tools.schema.locks;

import java.util.List;

/**
 * What one statement of a migration did, and what its transaction holds after it.
 *
 * @param line where it begins in its file
 * @param statement its first words
 * @param locks one for each table that was there before the migration and is now locked, by this
 *     statement or by an earlier one of the transaction; without mere reads
 * @param work what it did that takes long on a large table, whether or not a lock blocks
 */
public record StatementLocks(int line, String statement, List<TableLock> locks, List<Work> work) {

  /** The locks that statements of applications wait for. */
  List<TableLock> blocking() {
    return locks.stream().filter(lock -> lock.mode().blocks()).toList();
  }
}
