package dev.lintel.benchmark;

import java.sql.SQLException;

/**
 * One operation, to be measured on tables of several sizes.
 *
 * @param calls of one batch at most
 * @param after puts the table back after a batch; not measured
 */
record Growing<T>(String name, int calls, Step<T> call, Step<T> after) {

  /** Something done on a table. */
  interface Step<T> {
    void on(T table) throws SQLException;
  }

  Growing(String name, int calls, Step<T> call) {
    this(name, calls, call, table -> {});
  }
}
