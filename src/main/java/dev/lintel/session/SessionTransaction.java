package dev.lintel.session;

import dev.lintel.CommitOutcomeUnknownException;
import dev.lintel.DatabaseException;
import dev.lintel.InvalidValueException;
import dev.lintel.mapping.DriverTransaction;
import dev.lintel.mapping.ServerErrors;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.apache.ibatis.session.TransactionIsolationLevel;
import org.apache.ibatis.transaction.Transaction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One session's connection. It differs from MyBatis' own in two points: what nobody committed is
 * rolled back at close, even where MyBatis knows of no write (MyBatis switches auto-commit on, and
 * that commits); and a close that fails is not merely logged.
 */
final class SessionTransaction implements Transaction {

  private static final Logger LOG = LoggerFactory.getLogger(SessionTransaction.class);

  private final DataSource dataSource;
  private final TransactionIsolationLevel isolation;
  private final boolean autoCommit;
  private final boolean refuseOpen;
  private final boolean scoped;
  private Connection connection;
  private boolean autoCommitBefore;
  private boolean evict;

  /**
   * @param refuseOpen whether a connection in the middle of a transaction is refused
   * @param scoped whether somebody tells of failures: {@link #evictIfDemoted}
   */
  SessionTransaction(
      DataSource dataSource,
      TransactionIsolationLevel isolation,
      boolean autoCommit,
      boolean refuseOpen,
      boolean scoped) {
    this.dataSource = dataSource;
    this.isolation = isolation;
    this.autoCommit = autoCommit;
    this.refuseOpen = refuseOpen;
    this.scoped = scoped;
  }

  @Override
  public Connection getConnection() throws SQLException {
    if (connection == null) {
      connection = refuseOpen ? outsideOfTransaction() : dataSource.getConnection();
      autoCommitBefore = connection.getAutoCommit();
      if (isolation != null) {
        connection.setTransactionIsolation(isolation.getLevel());
      }
      if (autoCommitBefore != autoCommit) {
        connection.setAutoCommit(autoCommit);
      }
    }
    return connection;
  }

  /**
   * To repeat work is to roll back, and somebody else's transaction is not ours to roll back.
   *
   * @throws InvalidValueException if the connection is inside of one; it is given back untouched
   */
  private Connection outsideOfTransaction() throws SQLException {
    Connection given = dataSource.getConnection();
    try {
      if (ForeignTransaction.holds(given)) {
        throw new InvalidValueException(
            "dataSource",
            "connections outside of any transaction, since with a retryPolicy the work may be"
                + " rolled back and repeated",
            "one inside of a transaction: somebody else's (Spring's, through a"
                + " TransactionAwareDataSourceProxy), or one that the pool's own check of a"
                + " connection left open, without auto-commit (HikariCP: set"
                + " isolateInternalQueries; DBCP: unset testOnBorrow, or set auto-commit)");
      }
      return given;
    } catch (SQLException | RuntimeException | Error e) {
      try {
        given.close();
      } catch (SQLException | RuntimeException later) {
        e.addSuppressed(later);
      }
      throw e;
    }
  }

  /**
   * @throws CommitOutcomeUnknownException if the connection was lost after COMMIT was sent
   */
  @Override
  public void commit() throws SQLException {
    if (connection != null && !connection.getAutoCommit()) {
      DriverTransaction driver = DriverTransaction.of(connection);
      refuseAborted(driver);
      try {
        connection.commit();
      } catch (SQLException e) {
        DatabaseException failure = ServerErrors.translate(e, dataSource);
        if (isOutcomeUnknown(failure.getSqlState(), driver)) {
          throw new CommitOutcomeUnknownException(failure.getMessage(), failure.getSqlState(), e);
        }
        throw e;
      }
    }
  }

  /**
   * After an error that the work caught and kept to itself, the server answers COMMIT with a
   * rollback, and the driver says nothing: the caller would take it for a success.
   */
  private static void refuseAborted(DriverTransaction driver) throws SQLException {
    if (driver.isAborted()) {
      throw new SQLException(
          "commit: a statement of this transaction failed and its error was not passed on, so the"
              + " transaction is aborted; nothing is committed",
          "25P02");
    }
  }

  /**
   * After any error that ended the connection, also a PANIC such as a full disk: the server may
   * have committed before it. What it refuses on a connection that lives on, it has rolled back.
   */
  private boolean isOutcomeUnknown(String state, DriverTransaction driver) throws SQLException {
    switch (String.valueOf(state)) {
      case "08003": // the connection had been closed before, so no COMMIT was sent
      case "25P03": // the server had ended an idle transaction, so no COMMIT was read
        return false;
      case "40003": // what distributed servers say: completion unknown
        return true;
      default:
        return RetryPolicy.connectionLost(state)
            || driver.isConnectionClosed()
            || connection.isClosed(); // a pool's that does not unwrap
    }
  }

  @Override
  public void rollback() throws SQLException {
    if (connection != null && !connection.getAutoCommit()) {
      evictIfUnable(connection);
      connection.rollback();
    }
  }

  /**
   * What a standby aborted was most likely a write, if nobody tells: this connection is evicted
   * too. One that only reads from a standby loses a connection after a failure, and no more.
   */
  private void evictIfUnable(Connection rolledBack) {
    if (!scoped) {
      evictIf(rolledBack, driver -> driver.isAborted() && driver.isKnownToBeOnStandby());
    }
  }

  /**
   * After SQLSTATE 25006, if the server is a standby: nobody gets the connection again once it is
   * closed. A server that was demoted answers as before, but for writes, and a pool that keeps the
   * connection fails with it again and again, although there is another server to write to.
   */
  void evictIfDemoted() {
    if (connection != null) {
      evictIf(connection, DriverTransaction::isPerhapsOnStandby);
    }
  }

  private void evictIf(Connection asked, Predicate<DriverTransaction> isUseless) {
    try {
      evict |= isUseless.test(DriverTransaction.of(asked));
    } catch (SQLException | RuntimeException e) {
      LOG.debug("a connection that does not tell whether its server is a standby is lost", e);
    }
  }

  /**
   * @throws DatabaseException if the rollback of what was left, or the close, fails; the connection
   *     is given back all the same
   */
  @Override
  public void close() {
    if (connection == null) {
      return;
    }
    Connection closing = connection;
    connection = null;
    Exception failure = null; // a caller's data source may throw anything
    try {
      if (!closing.isClosed()) {
        if (!closing.getAutoCommit()) {
          evictIfUnable(closing);
          closing.rollback();
        }
        if (closing.getAutoCommit() != autoCommitBefore) {
          closing.setAutoCommit(autoCommitBefore);
        }
      }
    } catch (SQLException | RuntimeException e) {
      failure = e;
    }
    if (evict) {
      Eviction.evict(dataSource, closing);
    }
    try {
      closing.close();
    } catch (SQLException | RuntimeException e) {
      if (failure == null) {
        failure = e;
      } else {
        failure.addSuppressed(e);
      }
    }
    if (failure instanceof SQLException) {
      throw ServerErrors.translate((SQLException) failure, dataSource);
    }
    if (failure != null) {
      throw (RuntimeException) failure;
    }
  }

  @Override
  public Integer getTimeout() {
    return null;
  }
}
