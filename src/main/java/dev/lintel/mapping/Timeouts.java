package dev.lintel.mapping;

import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.postgresql.ds.common.BaseDataSource;
import org.postgresql.util.GT;

/**
 * Names the time-out that ended a call, as the URL or the server calls it. The driver's own words
 * are "An I/O error occurred" and "The connection attempt failed". Its value is known where the
 * data source, or what it wraps, is the driver's.
 */
final class Timeouts {

  private static final String CONNECTING = "08001";
  private static final String CANCELED = "57014";
  private static final String LOCK_NOT_AVAILABLE = "55P03";

  private Timeouts() {}

  /**
   * @param telling a failure of the driver or the pool
   * @param dataSource where the connection is from; may be null
   * @return for example {@code socketTimeout of 90 s}; null if it was no time-out, or none that its
   *     failure can be told by
   */
  static String ended(SQLException telling, DataSource dataSource) {
    String message = String.valueOf(telling.getMessage());
    if (telling instanceof SQLTransientConnectionException && message.contains("timed out after")) {
      return "connectionTimeout of the pool"; // HikariCP's words, which give the time
    }
    SocketTimeoutException socket = ServerErrors.cause(telling, SocketTimeoutException.class);
    if (socket != null) {
      return onSocket(socket, telling, driver(dataSource));
    }
    if (message.equals(GT.tr("Connection attempt timed out."))) { // in the driver's language
      BaseDataSource driver = driver(dataSource);
      return "loginTimeout" + seconds(driver == null ? 0 : driver.getLoginTimeout());
    }
    if (CANCELED.equals(telling.getSQLState()) && message.contains("statement timeout")) {
      return serverSetting("statement_timeout", driver(dataSource));
    }
    if (LOCK_NOT_AVAILABLE.equals(telling.getSQLState()) && message.contains("lock timeout")) {
      return serverSetting("lock_timeout", driver(dataSource));
    }
    return null;
  }

  private static String onSocket(
      SocketTimeoutException socket, SQLException telling, BaseDataSource driver) {
    String wait = socket.getMessage(); // none if the time was over before the JDK began
    if (wait == null || wait.regionMatches(true, 0, "connect", 0, 7)) {
      return "connectTimeout" + seconds(driver == null ? 0 : driver.getConnectTimeout());
    }
    String message = String.valueOf(telling.getMessage());
    if (message.equals(GT.tr("SSL error: {0}", wait))) {
      return "connectTimeout or socketTimeout during the TLS handshake"; // the smaller one counts
    }
    String read = "socketTimeout" + seconds(driver == null ? 0 : driver.getSocketTimeout());
    // the first answer, to the question for TLS, has a time-out of its own; the smaller one counts
    return CONNECTING.equals(telling.getSQLState())
        ? "sslResponseTimeout or " + read + " while connecting"
        : read;
  }

  private static String seconds(int seconds) {
    return seconds > 0 ? " of " + seconds + " s" : "";
  }

  /** A session may have set another value since; the message says where this one stands. */
  private static String serverSetting(String name, BaseDataSource driver) {
    String value = null;
    if (driver != null && option(driver) != null) {
      Matcher setting = Pattern.compile("-c\\s*" + name + "=(\\S+)").matcher(option(driver));
      while (setting.find()) {
        value = setting.group(1); // the last one wins
      }
    }
    return value == null
        ? name
        : name + " of " + value + (value.matches("\\d+") ? " ms" : "") + " in the pool's options";
  }

  private static String option(BaseDataSource driver) {
    try {
      return driver.getProperty("options");
    } catch (SQLException e) {
      return null; // a driver that does not know it
    }
  }

  /** Null if the data source does not say what it wraps. */
  private static BaseDataSource driver(DataSource dataSource) {
    try {
      return dataSource == null ? null : dataSource.unwrap(BaseDataSource.class);
    } catch (SQLException | RuntimeException | LinkageError e) { // pools older than JDBC 4 too
      return null;
    }
  }
}
