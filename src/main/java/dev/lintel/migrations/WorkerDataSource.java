package dev.lintel.migrations;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import javax.sql.DataSource;

/**
 * The caller's data source, but that the connection on which the migrations run is handed out
 * first, with the settings that they run under. Whoever closes it gives it back here; its owner is
 * the one that really closes it.
 */
final class WorkerDataSource implements InvocationHandler {

  private final DataSource dataSource;
  private final Connection worker;
  private boolean handedOut;

  private WorkerDataSource(DataSource dataSource, Connection worker) {
    this.dataSource = dataSource;
    this.worker = worker;
  }

  static DataSource of(DataSource dataSource, Connection worker) {
    return proxy(DataSource.class, new WorkerDataSource(dataSource, worker));
  }

  @Override
  public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
    if (method.getName().equals("getConnection") && take()) {
      return proxy(Connection.class, this::onWorker);
    }
    return call(dataSource, method, arguments);
  }

  private synchronized boolean take() {
    boolean free = !handedOut;
    handedOut = true;
    return free;
  }

  private Object onWorker(Object proxy, Method method, Object[] arguments) throws Throwable {
    if (method.getName().equals("close")) {
      synchronized (this) {
        handedOut = false;
      }
      return null;
    }
    return call(worker, method, arguments);
  }

  private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(
        Proxy.newProxyInstance(
            WorkerDataSource.class.getClassLoader(), new Class<?>[] {type}, handler));
  }
}
