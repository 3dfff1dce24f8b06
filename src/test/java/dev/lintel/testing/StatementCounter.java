package dev.lintel.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lintel.session.Database;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.apache.ibatis.session.SqlSession;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Counts what a piece of work really costs: the statements that JDBC is asked to execute, and the
 * round trips on the socket below.
 */
public final class StatementCounter implements AutoCloseable {

  /** Work on a session that is open and connected already. */
  public interface Work<T> {
    T on(SqlSession session) throws Exception;
  }

  private final WireCounter wire = new WireCounter();
  private final List<String> statements = new ArrayList<>();
  private final Database database;
  private long rollbacks;

  public StatementCounter(TestDatabase database) {
    PGSimpleDataSource driver = new PGSimpleDataSource();
    driver.setUrl(database.jdbcUrl());
    wire.countOn(driver);
    this.database = Database.over((DataSource) proxy(DataSource.class, driver, null));
  }

  /** Runs work in a session that is rolled back, and counts it alone, without the connecting. */
  public <T> T count(Work<T> work) throws Exception {
    try (SqlSession session = database.openSession()) {
      connect(session);
      reset();
      T result = work.on(session);
      long counted = wire.roundTrips();
      session.rollback(true);
      rollbacks = wire.roundTrips() - counted;
      return result;
    }
  }

  /** As {@link #count}, in a session whose every statement commits itself. */
  public <T> T countInAutoCommit(Work<T> work) throws Exception {
    return database.inAutoCommit(
        session -> {
          connect(session);
          reset();
          return work.on(session);
        });
  }

  /** Connects: that is not what is counted. All else is, of a connection's first statement too. */
  private static void connect(SqlSession session) throws SQLException {
    assertThat(session.getConnection().isClosed()).isFalse();
  }

  public void reset() {
    statements.clear();
    wire.reset();
    rollbacks = 0;
  }

  /** The SQL of each execute since the last reset. */
  public List<String> statements() {
    return List.copyOf(statements);
  }

  public int roundTrips() {
    return (int) (wire.roundTrips() - rollbacks);
  }

  /** How often the server had to parse a statement since the last reset. */
  public int parses() {
    return (int) wire.parses();
  }

  @Override
  public void close() {
    wire.close();
  }

  private Object proxy(Class<?> type, Object target, String sql) {
    InvocationHandler handler = (self, method, arguments) -> call(target, sql, method, arguments);
    return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler);
  }

  private Object call(Object target, String sql, Method method, Object[] arguments)
      throws Throwable {
    String given = arguments != null && arguments[0] instanceof String text ? text : sql;
    if (target instanceof Statement && method.getName().startsWith("execute")) {
      statements.add(given);
    }
    Object result;
    try {
      result = method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
    if (result instanceof Connection connection && target instanceof DataSource) {
      return proxy(Connection.class, connection, null);
    }
    if (result instanceof PreparedStatement statement) {
      return proxy(PreparedStatement.class, statement, given);
    }
    if (result instanceof Statement statement && target instanceof Connection) {
      return proxy(Statement.class, statement, given);
    }
    return result;
  }

  /** For checks that the counter itself sees what passes. */
  static void execute(SqlSession session, String sql) throws SQLException {
    try (Statement statement = session.getConnection().createStatement()) {
      statement.execute(sql);
    }
  }
}
