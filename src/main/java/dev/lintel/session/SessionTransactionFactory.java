package dev.lintel.session;

import javax.sql.DataSource;
import org.apache.ibatis.session.TransactionIsolationLevel;
import org.apache.ibatis.transaction.jdbc.JdbcTransactionFactory;

/**
 * Gives every session of a {@link Database} its {@link SessionTransaction}. A session over a
 * connection that the caller brings is left to MyBatis.
 */
final class SessionTransactionFactory extends JdbcTransactionFactory {

  private final boolean refuseOpen;

  /**
   * @param refuseOpen whether a connection in the middle of a transaction is refused
   */
  SessionTransactionFactory(boolean refuseOpen) {
    this.refuseOpen = refuseOpen;
  }

  @Override
  public SessionTransaction newTransaction(
      DataSource dataSource, TransactionIsolationLevel isolation, boolean autoCommit) {
    return new SessionTransaction(dataSource, isolation, autoCommit, refuseOpen, false);
  }

  /** For a {@link SessionScope}, which sees what the work throws. */
  SessionTransaction scoped(DataSource dataSource, boolean autoCommit) {
    return new SessionTransaction(dataSource, null, autoCommit, refuseOpen, true);
  }
}
