package dev.lintel.testing;

import dev.lintel.session.Database;
import org.apache.ibatis.session.SqlSession;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives a {@link PostgresTest} its database and sessions, and checks that it leaves none open. */
final class PostgresExtension implements ParameterResolver, AfterEachCallback {

  private static final Namespace NAMESPACE = Namespace.create(PostgresExtension.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == TestDatabase.class || type == Database.class || type == SqlSession.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    TestDatabase database = database(context);
    Class<?> type = parameter.getParameter().getType();
    if (type == TestDatabase.class) {
      return database;
    }
    if (type == Database.class) {
      return database.database();
    }
    return context
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(
            SqlSession.class, key -> database.database().openSession(), SqlSession.class);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    SqlSession session = context.getStore(NAMESPACE).remove(SqlSession.class, SqlSession.class);
    if (session != null) {
      session.rollback(true);
      session.close();
    }
    TestDatabase database = topStore(context).get(TestDatabase.class, TestDatabase.class);
    if (database != null) {
      database.assertNothingOpen();
    }
  }

  private static TestDatabase database(ExtensionContext context) {
    return topStore(context)
        .getOrComputeIfAbsent(
            TestDatabase.class,
            key -> TestDatabase.migrated(TestServer.of(context)),
            TestDatabase.class);
  }

  /** Nested classes share the database of the outermost one. */
  private static Store topStore(ExtensionContext context) {
    ExtensionContext top = context;
    while (top.getParent().isPresent() && top.getParent().get() != top.getRoot()) {
      top = top.getParent().get();
    }
    return top.getStore(NAMESPACE);
  }
}
