package dev.lintel.session;

import dev.lintel.CommitOutcomeUnknownException;
import dev.lintel.ConfigurationException;
import dev.lintel.DatabaseException;
import dev.lintel.InvalidValueException;
import dev.lintel.mapping.FactoryConfiguration;
import dev.lintel.mapping.HostLibraries;
import dev.lintel.mapping.SchemaName;
import dev.lintel.text.Text;
import dev.lintel.validation.Require;
import java.time.Duration;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.SqlSession;
import org.apache.ibatis.session.SqlSessionFactory;
import org.apache.ibatis.session.SqlSessionFactoryBuilder;
import org.apache.ibatis.session.defaults.DefaultSqlSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL database, and the sessions on it, for applications without Spring. Safe to share
 * between threads; sessions are not.
 *
 * <pre>{@code
 * try (Database database = Database.fromEnvironment()) {
 *   Item item = database.inTransaction(session ->
 *       ItemOperations.createItem(session, "Lamp", "new"));
 * }
 * }</pre>
 */
public final class Database implements AutoCloseable {

  /** The environment variable that {@link #fromEnvironment} reads. */
  static final String URL_VARIABLE = "DATABASE_URL";

  private static final Logger LOG = LoggerFactory.getLogger(Database.class);

  private final DataSource dataSource;
  private final AutoCloseable pool;
  private final SessionTransactionFactory transactions;
  private final SqlSessionFactory sqlSessionFactory;
  private final RetryPolicy retryPolicy;
  private final String description;

  private Database(
      DataSource dataSource,
      AutoCloseable pool,
      String schema,
      RetryPolicy retryPolicy,
      String description) {
    this.dataSource = dataSource;
    this.pool = pool;
    this.transactions = new SessionTransactionFactory(retryPolicy != null);
    this.sqlSessionFactory =
        new SqlSessionFactoryBuilder()
            .build(FactoryConfiguration.create(transactions, dataSource, schema));
    this.retryPolicy = retryPolicy;
    this.description = "Database[" + description + ", schema " + schema + "]";
  }

  /**
   * Connects to the URL in the environment variable {@code DATABASE_URL}.
   *
   * @return a database with a pool of its own: close it
   * @throws InvalidValueException if the variable is not set or wrong, naming the part
   * @throws DatabaseException if the server cannot be reached or refuses the user
   * @throws ConfigurationException as {@link Builder#build}
   */
  public static Database fromEnvironment() {
    return fromEnvironment(System.getenv());
  }

  static Database fromEnvironment(Map<String, String> environment) {
    String url = environment.get(URL_VARIABLE);
    if (url == null || url.trim().isEmpty()) {
      throw new InvalidValueException(
          "environment variable " + URL_VARIABLE,
          "a URL like postgresql://user:password@host:5432/database",
          url == null ? "not set" : "empty");
    }
    return connect(url);
  }

  /**
   * Connects with the builder's defaults.
   *
   * @param url {@code postgresql://}, {@code postgres://}, {@code postgresql+anydriver://} or
   *     {@code jdbc:postgresql://}; user, password and database percent-encoded; several hosts by
   *     commas; parameters go to the driver
   * @return a database with a pool of its own: close it
   * @throws InvalidValueException if the URL is wrong, naming the part and never the password
   * @throws DatabaseException if the server cannot be reached or refuses the user
   * @throws ConfigurationException as {@link Builder#build}
   */
  public static Database connect(String url) {
    return builder().url(url).build();
  }

  /**
   * Works over a pool that the caller owns.
   *
   * @param dataSource used as it is and never closed here
   * @return a database; closing it does nothing to the data source
   * @throws InvalidValueException if it is null
   * @throws ConfigurationException if a library is older than Lintel needs
   */
  public static Database over(DataSource dataSource) {
    return builder().dataSource(dataSource).build();
  }

  /**
   * @return a builder; give it a URL or a data source
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Runs work in one transaction: commits when the function returns, rolls back on anything it
   * throws, errors too, and always closes. What the work throws reaches the caller as it is; a
   * rollback or close that fails after it is added to it as suppressed. With a retry policy the
   * whole function may run several times, each time with a new session; what the earlier attempts
   * threw, the first ten, is added to the last failure as suppressed. A connection of a HikariCP
   * pool that fails with SQLSTATE 25006, on a server that is a standby now, is not used again.
   *
   * <p>Work that calls this function again opens a second transaction on a second connection: where
   * every caller holds one and waits for another, the pool's wait ends them.
   *
   * <p>Round trips: one, the COMMIT, besides those of the work; none if it runs no statement.
   *
   * @param work what to do with the session, which is closed afterwards
   * @param <T> the result
   * @param <X> a checked exception of the work
   * @return what the work returned, once it is committed
   * @throws X whatever the work throws, unwrapped
   * @throws CommitOutcomeUnknownException if the connection was lost during the COMMIT
   * @throws DatabaseException if the COMMIT fails; nothing is committed then. With SQLSTATE 25P02
   *     if the work caught a server's error and returned: PostgreSQL had aborted the transaction
   */
  public <T, X extends Exception> T inTransaction(SessionFunction<T, X> work) throws X {
    Require.nonNull("work", work);
    if (retryPolicy == null) {
      return once(work);
    }
    RetryPolicy.Attempts attempts = retryPolicy.start();
    while (true) {
      try {
        return once(work);
      } catch (Exception e) {
        if (!attempts.next(e)) {
          throw e;
        }
        LOG.info(
            "transaction repeated: attempt={} because={}",
            attempts.made(),
            Text.line(e.toString()));
      }
    }
  }

  private <T, X extends Exception> T once(SessionFunction<T, X> work) throws X {
    SessionTransaction transaction = transactions.scoped(dataSource, false);
    return SessionScope.transaction(session(transaction, false), transaction, work);
  }

  /** As the factory opens it. */
  private SqlSession session(SessionTransaction transaction, boolean autoCommit) {
    Configuration configuration = sqlSessionFactory.getConfiguration();
    return new DefaultSqlSession(
        configuration,
        configuration.newExecutor(transaction, configuration.getDefaultExecutorType()),
        autoCommit);
  }

  /**
   * As {@link #inTransaction}, for work without a result.
   *
   * @param work what to do with the session, which is closed afterwards
   * @param <X> a checked exception of the work
   * @throws X whatever the work throws, unwrapped
   */
  public <X extends Exception> void useTransaction(SessionConsumer<X> work) throws X {
    Require.nonNull("work", work);
    this.<Void, X>inTransaction(
        session -> {
          work.accept(session);
          return null;
        });
  }

  /**
   * Runs work whose every statement commits itself: for a single read, half the round trips of a
   * transaction. Statements before a failure stay committed; the work is never repeated. A
   * connection lost in a statement (SQLSTATE class 08, 57P01) leaves it open whether that one is
   * committed.
   *
   * @param work what to do with the session, which is closed afterwards
   * @param <T> the result
   * @param <X> a checked exception of the work
   * @return what the work returned
   * @throws X whatever the work throws, unwrapped
   */
  public <T, X extends Exception> T inAutoCommit(SessionFunction<T, X> work) throws X {
    Require.nonNull("work", work);
    SessionTransaction transaction = transactions.scoped(dataSource, true);
    return SessionScope.autoCommit(session(transaction, true), transaction, work);
  }

  /**
   * Opens a session that the caller commits, rolls back and closes. What is not committed when it
   * is closed is rolled back. It takes a connection with its first statement. Its own methods,
   * commit too, throw MyBatis' {@code PersistenceException}, caused by a {@link
   * CommitOutcomeUnknownException} if that is what happened; the operations throw Lintel's. A
   * connection of a HikariCP pool on which a transaction failed, and whose server is a standby, is
   * not used again.
   *
   * @return not for sharing between threads
   */
  public SqlSession openSession() {
    return sqlSessionFactory.openSession(false);
  }

  /**
   * The factory behind the sessions, for a developer's own mappers: {@code
   * sqlSessionFactory().getConfiguration().addMapper(…)}.
   *
   * @return always the same
   */
  public SqlSessionFactory sqlSessionFactory() {
    return sqlSessionFactory;
  }

  /**
   * The pool of this database, or the data source it was given.
   *
   * @return always the same
   */
  public DataSource dataSource() {
    return dataSource;
  }

  /** Closes the pool, if it is this database's own; twice is harmless. */
  @Override
  public void close() {
    if (pool != null) {
      try {
        pool.close();
      } catch (RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new ConfigurationException(description + ": the pool cannot be closed", e);
      }
    }
  }

  /** User, hosts, database and schema; never a password. */
  @Override
  public String toString() {
    return description;
  }

  /** Settings of a {@link Database}; all but the URL or data source have defaults. */
  public static final class Builder {

    private String url;
    private DataSource dataSource;
    private String schema = SchemaName.DEFAULT;
    private Integer maximumPoolSize;
    private String applicationName;
    private Duration statementTimeout;
    private Duration lockTimeout;
    private RetryPolicy retryPolicy;

    private Builder() {}

    /**
     * @param url as {@link Database#connect} takes it
     * @return this
     */
    public Builder url(String url) {
      this.url = Require.nonNull("url", url);
      return this;
    }

    /**
     * @param dataSource the caller's own, in place of a URL; never closed here
     * @return this
     */
    public Builder dataSource(DataSource dataSource) {
      this.dataSource = Require.nonNull("dataSource", dataSource);
      return this;
    }

    /**
     * @param schema where Lintel's tables stand; {@code lintel} unless it is set
     * @return this
     * @throws InvalidValueException if it is no plain identifier
     */
    public Builder schema(String schema) {
      this.schema = SchemaName.check(schema);
      return this;
    }

    /**
     * @param maximumPoolSize connections at most; 10 unless it is set
     * @return this
     * @throws InvalidValueException if it is not 1 to 1,000
     */
    public Builder maximumPoolSize(int maximumPoolSize) {
      if (maximumPoolSize < 1 || maximumPoolSize > 1_000) {
        throw new InvalidValueException(
            "maximumPoolSize", "1 to 1000", String.valueOf(maximumPoolSize));
      }
      this.maximumPoolSize = maximumPoolSize;
      return this;
    }

    /**
     * @param applicationName what the DBA sees in {@code pg_stat_activity}, at most 63 characters;
     *     {@code lintel} unless it is set here or in the URL
     * @return this
     * @throws InvalidValueException if it is null or too long
     */
    public Builder applicationName(String applicationName) {
      this.applicationName = Require.text("applicationName", applicationName, 63);
      return this;
    }

    /**
     * @param statementTimeout after which the server ends a statement; 60 s unless it is set, zero
     *     for never; the socket waits 30 s longer, which also ends a COMMIT that waits for a
     *     standby; with zero only the system's TCP keep-alive ends a wait on a dead network (Linux:
     *     two hours), unless the URL sets {@code socketTimeout}
     * @return this
     * @throws InvalidValueException if it is null, negative, or above a day
     */
    public Builder statementTimeout(Duration statementTimeout) {
      this.statementTimeout = timeout("statementTimeout", statementTimeout);
      return this;
    }

    /**
     * @param lockTimeout after which the server ends a statement that waits for a lock; 10 s unless
     *     it is set, zero for never
     * @return this
     * @throws InvalidValueException if it is null, negative, or above a day
     */
    public Builder lockTimeout(Duration lockTimeout) {
      this.lockTimeout = timeout("lockTimeout", lockTimeout);
      return this;
    }

    /**
     * @param retryPolicy how {@link Database#inTransaction} repeats its work; it does not unless
     *     one is set. The sessions of this database then refuse a connection that is inside of
     *     somebody else's transaction, with an {@link InvalidValueException} before any statement
     * @return this
     */
    public Builder retryPolicy(RetryPolicy retryPolicy) {
      this.retryPolicy = Require.nonNull("retryPolicy", retryPolicy);
      return this;
    }

    /**
     * Opens the pool if a URL was given. Its waits: 8 s to connect, 10 s for a connection, 5 s for
     * the first answer of a host, besides the time-outs that are set here.
     *
     * @return the database
     * @throws InvalidValueException if neither or both of URL and data source were given, a setting
     *     of the pool was given with a data source, or the URL is wrong
     * @throws DatabaseException if the server cannot be reached or refuses the user
     * @throws ConfigurationException if HikariCP is not on the class path, or a library is older
     *     than Lintel needs
     */
    public Database build() {
      if ((url == null) == (dataSource == null)) {
        throw new InvalidValueException(
            "url", "either a url or a dataSource", url == null ? "neither" : "both");
      }
      HostLibraries.check(); // before a pool is opened
      return url == null ? overDataSource() : overPool();
    }

    private Database overDataSource() {
      refuseWithDataSource("maximumPoolSize", maximumPoolSize);
      refuseWithDataSource("applicationName", applicationName);
      refuseWithDataSource("statementTimeout", statementTimeout);
      refuseWithDataSource("lockTimeout", lockTimeout);
      // the class, since a data source may print its password
      return new Database(
          dataSource, null, schema, retryPolicy, dataSource.getClass().getSimpleName());
    }

    private Database overPool() {
      HostLibraries.checkForUrl();
      DatabaseUrl parsed = DatabaseUrl.parse(url);
      DataSource pool;
      try {
        pool =
            Pool.open(
                parsed,
                maximumPoolSize == null ? 10 : maximumPoolSize,
                applicationName == null ? "lintel" : applicationName,
                statementTimeout == null ? Duration.ofSeconds(60) : statementTimeout,
                lockTimeout == null ? Duration.ofSeconds(10) : lockTimeout);
      } catch (NoClassDefFoundError e) {
        throw new ConfigurationException(
            "HikariCP: not on the class path; add com.zaxxer:HikariCP, or give Database.over a"
                + " data source of your own",
            e);
      }
      try {
        return new Database(pool, (AutoCloseable) pool, schema, retryPolicy, parsed.toString());
      } catch (RuntimeException | Error e) {
        close((AutoCloseable) pool, e);
        throw e;
      }
    }

    private static void close(AutoCloseable pool, Throwable failure) {
      try {
        pool.close();
      } catch (Exception e) {
        failure.addSuppressed(e);
      }
    }

    private static void refuseWithDataSource(String setting, Object value) {
      if (value != null) {
        throw new InvalidValueException(
            setting, "not set, because a dataSource is used as it is", value.toString());
      }
    }

    private static Duration timeout(String setting, Duration value) {
      Require.nonNull(setting, value);
      boolean bounded =
          value.compareTo(Duration.ofMillis(1)) >= 0 && value.compareTo(Duration.ofDays(1)) <= 0;
      if (!value.isZero() && !bounded) {
        throw new InvalidValueException(
            setting, "zero, or one millisecond to one day", value.toString());
      }
      return value;
    }
  }
}
