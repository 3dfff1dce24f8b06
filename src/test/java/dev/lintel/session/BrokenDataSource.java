package dev.lintel.session;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/**
 * A real pool whose connections fail in named methods: they do what they should, and then throw.
 * Its connections really go back to the pool.
 */
final class BrokenDataSource {

  private final DataSource real;
  private final Map<String, Exception> failures = new HashMap<>();
  private final AtomicInteger dataSourceCloses = new AtomicInteger();

  private BrokenDataSource(DataSource real) {
    this.real = real;
  }

  static BrokenDataSource over(DataSource real) {
    return new BrokenDataSource(real);
  }

  /** Every connection's method of this name throws, after it was run. */
  BrokenDataSource failingIn(String method, Exception failure) {
    failures.put(method, failure);
    return this;
  }

  int closes() {
    return dataSourceCloses.get();
  }

  DataSource dataSource() {
    return (DataSource)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {DataSource.class, AutoCloseable.class},
            (proxy, method, arguments) -> {
              switch (method.getName()) {
                case "getConnection":
                  return connection(real.getConnection());
                case "close":
                  dataSourceCloses.incrementAndGet();
                  return null;
                default:
                  return method.invoke(real, arguments);
              }
            });
  }

  private Connection connection(Connection connection) throws SQLException {
    return (Connection)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              Object result;
              try {
                result = method.invoke(connection, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
              if (failures.containsKey(method.getName())) {
                throw failures.get(method.getName());
              }
              return result;
            });
  }
}
