package dev.lintel.mapping;

import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the driver knows of a connection's transaction, without a round trip. A data source whose
 * connections do not unwrap to the driver's knows nothing. For Lintel's own packages.
 */
public final class DriverTransaction {

  private static final Logger LOG = LoggerFactory.getLogger(DriverTransaction.class);

  private final BaseConnection driver;

  private DriverTransaction(BaseConnection driver) {
    this.driver = driver;
  }

  /**
   * @param connection a pool's or the driver's own
   * @return never null
   * @throws SQLException if the connection is closed
   */
  public static DriverTransaction of(Connection connection) throws SQLException {
    BaseConnection driver = null;
    try {
      if (connection.isWrapperFor(BaseConnection.class)) {
        driver = connection.unwrap(BaseConnection.class);
      }
    } catch (AbstractMethodError | RuntimeException e) {
      LOG.debug("a pool does not say what it wraps", e);
    } catch (SQLException e) {
      if (connection.isClosed()) {
        throw e;
      }
      LOG.debug("a pool does not say what it wraps", e);
    }
    return new DriverTransaction(driver);
  }

  /**
   * Whether a statement of the transaction failed, so that the server will answer COMMIT with a
   * rollback.
   *
   * @return false also if nothing is known
   */
  public boolean isAborted() {
    return driver != null && driver.getTransactionState() == TransactionState.FAILED;
  }

  /**
   * Whether there is no transaction, or none any more.
   *
   * @return false also if nothing is known
   */
  public boolean isEnded() {
    return driver != null && driver.getTransactionState() == TransactionState.IDLE;
  }

  /**
   * Whether a transaction has begun and not ended, an aborted one too.
   *
   * @return false also if nothing is known
   */
  public boolean isOpen() {
    return driver != null && driver.getTransactionState() != TransactionState.IDLE;
  }

  /**
   * Whether the server may be a standby, as it told the driver when it last changed.
   *
   * @return true also if the server tells no such thing, as before PostgreSQL 14; false if there is
   *     no driver to ask
   */
  public boolean isPerhapsOnStandby() {
    return driver != null && !"off".equals(inHotStandby());
  }

  /**
   * Whether the server is a standby, as it told the driver when it last changed.
   *
   * @return false also if nothing is known
   */
  public boolean isKnownToBeOnStandby() {
    return driver != null && "on".equals(inHotStandby());
  }

  private String inHotStandby() {
    try {
      return driver.getParameterStatus("in_hot_standby");
    } catch (NoSuchMethodError e) {
      LOG.debug("a driver before 42.2.6 does not pass on what its server tells", e);
      return null;
    }
  }

  /**
   * Whether the driver has closed the connection, by itself too: it is lost.
   *
   * @return false also if nothing is known
   * @throws SQLException never, by the driver's own connection
   */
  public boolean isConnectionClosed() throws SQLException {
    return driver != null && driver.isClosed();
  }
}
