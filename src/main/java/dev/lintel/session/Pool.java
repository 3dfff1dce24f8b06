package dev.lintel.session;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import dev.lintel.DatabaseException;
import dev.lintel.InvalidValueException;
import dev.lintel.mapping.ServerErrors;
import dev.lintel.text.Text;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.postgresql.PGProperty;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HikariCP pool behind a {@link Database} that was given a URL. It and {@link Eviction} are the
 * only classes that link HikariCP, which is optional.
 *
 * <p>Every wait is finite, unless {@code statementTimeout} is zero. Of the driver: the hosts of a
 * URL have 8 s together to accept a connection ({@code connectTimeout}), a host 5 s for its first
 * answer ({@code sslResponseTimeout}), and a statement's answer may take {@code statementTimeout}
 * and 30 s more ({@code socketTimeout}); a parameter of the URL overrides each. Of the pool: a
 * caller waits 10 s for a connection, and making one ends after as long ({@code loginTimeout}); one
 * that was idle for half a second is asked whether it lives, for 5 s at most; one in half an hour
 * is replaced.
 */
final class Pool {

  private static final Logger LOG = LoggerFactory.getLogger(Pool.class);
  private static final long WAIT_MILLIS = 10_000;

  /** Less than the pool waits, so that each of several hosts has its turn. */
  private static final int CONNECT_SECONDS = 8;

  /** The socket gives up this long after the server should have: it then does not answer at all. */
  private static final Duration SOCKET_GRACE = Duration.ofSeconds(30);

  private static final String PROTOCOL_VIOLATION = "08P01";
  private static final String UNEXPECTED = "99999";

  private Pool() {}

  /**
   * Opens a pool and its first connection.
   *
   * @return closeable; its class is not named, so that callers do not link it
   * @throws DatabaseException if the server cannot be reached or refuses the user
   */
  static DataSource open(
      DatabaseUrl url,
      int maximumSize,
      String applicationName,
      Duration statementTimeout,
      Duration lockTimeout) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("lintel");
    List<PGSimpleDataSource> turns = new ArrayList<>();
    for (int first = 0; first < url.hosts().length; first++) {
      turns.add(driver(url, first, applicationName, statementTimeout, lockTimeout));
    }
    DataSource driver = turns.size() == 1 ? turns.get(0) : new HostsInTurn(turns);
    warnOfUnknownParameters(url);
    config.setDataSource(driver);
    config.setMaximumPoolSize(maximumSize);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(WAIT_MILLIS);
    try {
      return new HikariDataSource(config);
    } catch (PoolInitializationException e) {
      SQLException sql = ServerErrors.cause(e, SQLException.class);
      DatabaseException reason =
          sql == null
              ? new DatabaseException(Text.line(e.getMessage()), null, e)
              : ServerErrors.translate(sql, driver);
      throw new DatabaseException(
          url + ": cannot connect: " + reason.getMessage() + advice(reason),
          reason.getSqlState(),
          e);
    }
  }

  /** What to do where neither the server nor the driver says it. */
  private static String advice(DatabaseException reason) {
    if (PROTOCOL_VIOLATION.equals(reason.getSqlState())
        && reason.getMessage().contains("startup parameter")) {
      return "; a pooler that refuses start-up options takes ?options= (empty) in the URL, and the"
          + " role's own: ALTER ROLE name SET statement_timeout = '60s', lock_timeout = '10s'";
    }
    return UNEXPECTED.equals(reason.getSqlState())
        ? "; so end, before pgjdbc 42.3, a password that is missing or not of ASCII"
        : "";
  }

  private static PGSimpleDataSource driver(
      DatabaseUrl url,
      int firstHost,
      String applicationName,
      Duration statementTimeout,
      Duration lockTimeout) {
    PGSimpleDataSource driver = new PGSimpleDataSource();
    setHosts(driver, url, firstHost);
    driver.setDatabaseName(url.database());
    driver.setUser(url.user());
    driver.setPassword(url.password());
    set(driver, "ApplicationName", applicationName);
    set(driver, "tcpKeepAlive", "true");
    int connectSeconds = Math.max(1, CONNECT_SECONDS / url.hosts().length);
    set(driver, "connectTimeout", String.valueOf(connectSeconds));
    if (!statementTimeout.isZero()) {
      long seconds = statementTimeout.plus(SOCKET_GRACE).getSeconds();
      set(driver, "socketTimeout", String.valueOf(seconds));
    }
    String options = options(statementTimeout, lockTimeout);
    for (Map.Entry<String, String> parameter : url.parameters().entrySet()) {
      if (!parameter.getKey().equals("options")) {
        set(driver, parameter.getKey(), inDriversWords(parameter));
      } else if (parameter.getValue().isEmpty()) {
        options = ""; // a pooler that refuses the start-up parameter
      } else {
        options = (options + " " + parameter.getValue()).trim(); // the last of a name wins
      }
    }
    if (!options.isEmpty()) {
      set(driver, "options", options);
    }
    return driver;
  }

  private static void warnOfUnknownParameters(DatabaseUrl url) {
    for (Integer number : url.unknownParameters()) {
      LOG.warn(
          "{}: the driver does not know query parameter {}; it has no effect (not shown: it may hold"
              + " a part of the password)",
          url,
          number);
    }
  }

  private static void setHosts(PGSimpleDataSource driver, DatabaseUrl url, int first) {
    String[] given = url.hosts();
    String[] hosts = new String[given.length];
    int[] givenPorts = url.ports();
    int[] ports = new int[given.length];
    for (int i = 0; i < given.length; i++) {
      hosts[i] = given[(first + i) % given.length];
      ports[i] = givenPorts[(first + i) % given.length];
    }
    driver.setServerNames(hosts);
    driver.setPortNumbers(ports);
  }

  private static String options(Duration statementTimeout, Duration lockTimeout) {
    String options = "";
    if (!statementTimeout.isZero()) {
      options += "-c statement_timeout=" + statementTimeout.toMillis();
    }
    if (!lockTimeout.isZero()) {
      options += " -c lock_timeout=" + lockTimeout.toMillis();
    }
    return options.trim();
  }

  /** A primary has been one since 42.2.11; the name before is understood by all. */
  private static String inDriversWords(Map.Entry<String, String> parameter) {
    PGProperty type = PGProperty.TARGET_SERVER_TYPE;
    boolean primary =
        parameter.getKey().equals(type.getName()) && parameter.getValue().equals("primary");
    return primary && !Arrays.asList(type.getChoices()).contains("primary")
        ? "master"
        : parameter.getValue();
  }

  private static void set(PGSimpleDataSource driver, String name, String value) {
    try {
      driver.setProperty(name, value);
    } catch (SQLException | RuntimeException e) {
      throw new InvalidValueException(
          "database URL, query parameter " + name,
          "a value that the driver takes",
          "something else (" + Text.line(e.getMessage()) + ")",
          e);
    }
  }
}
