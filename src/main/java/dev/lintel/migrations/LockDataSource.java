package dev.lintel.migrations;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import javax.sql.DataSource;

/**
 * The caller's data source, but that the connection which holds the migrations' lock is handed out
 * first, so that an upgrade takes no connection more than Flyway does. Whoever closes it gives it
 * back here; it is the lock's owner that really closes it.
 */
final class LockDataSource implements InvocationHandler {

  private final DataSource dataSource;
  private final Connection lockHolder;
  private boolean handedOut;

  private LockDataSource(DataSource dataSource, Connection lockHolder) {
    this.dataSource = dataSource;
    this.lockHolder = lockHolder;
  }

  static DataSource of(DataSource dataSource, Connection lockHolder) {
    return proxy(DataSource.class, new LockDataSource(dataSource, lockHolder));
  }

  @Override
  public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
    if (method.getName().equals("getConnection") && take()) {
      return proxy(Connection.class, this::onLockHolder);
    }
    return call(dataSource, method, arguments);
  }

  private synchronized boolean take() {
    boolean free = !handedOut;
    handedOut = true;
    return free;
  }

  private Object onLockHolder(Object proxy, Method method, Object[] arguments) throws Throwable {
    if (method.getName().equals("close")) {
      synchronized (this) {
        handedOut = false;
      }
      return null;
    }
    return call(lockHolder, method, arguments);
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
            LockDataSource.class.getClassLoader(), new Class<?>[] {type}, handler));
  }
}
