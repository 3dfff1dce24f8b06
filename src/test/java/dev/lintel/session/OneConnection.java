package dev.lintel.session;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import javax.sql.DataSource;

/** A caller's data source that always hands out the same connection, and keeps it open. */
final class OneConnection {

  private final Connection only;

  OneConnection(Connection only) {
    this.only = only;
  }

  DataSource dataSource() {
    return (DataSource)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {DataSource.class},
            (proxy, method, arguments) ->
                method.getName().equals("getConnection") ? unclosable() : null);
  }

  private Connection unclosable() {
    return (Connection)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("close")) {
                return null;
              }
              try {
                return method.invoke(only, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
