package dev.lintel.session;

import dev.lintel.mapping.DriverTransaction;
import java.sql.Connection;
import java.sql.SQLException;

/** Whether a connection that a data source hands out is inside of somebody else's transaction. */
final class ForeignTransaction {

  private static final String SPRINGS_PROXY = "org.springframework.jdbc.datasource.ConnectionProxy";
  private static final String SPRINGS_STATE =
      "org.springframework.transaction.support.TransactionSynchronizationManager";

  private ForeignTransaction() {}

  static boolean holds(Connection given) throws SQLException {
    return DriverTransaction.of(given).isOpen() || isSprings(given);
  }

  /**
   * Before the first statement of Spring's transaction the driver knows of none. By name, since
   * Spring is optional.
   */
  private static boolean isSprings(Connection given) throws SQLException {
    for (Class<?> type : given.getClass().getInterfaces()) {
      if (type.getName().equals(SPRINGS_PROXY)) {
        return !given.getAutoCommit() && isActive(type.getClassLoader());
      }
    }
    return false;
  }

  private static boolean isActive(ClassLoader springs) {
    try {
      Class<?> state = Class.forName(SPRINGS_STATE, true, springs);
      return (Boolean) state.getMethod("isActualTransactionActive").invoke(null);
    } catch (ReflectiveOperationException | LinkageError e) {
      return true; // a Spring that cannot be asked
    }
  }
}
