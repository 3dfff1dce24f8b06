package dev.lintel.mapping;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.apache.ibatis.executor.ErrorContext;
import org.apache.ibatis.executor.ExecutorException;
import org.apache.ibatis.executor.SimpleExecutor;
import org.apache.ibatis.logging.Log;
import org.apache.ibatis.mapping.MappedStatement;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.ResultHandler;
import org.apache.ibatis.session.RowBounds;
import org.apache.ibatis.transaction.Transaction;

/**
 * MyBatis' executor, but a statement of Lintel's, which takes nothing from the session's cache,
 * makes no key for it and leaves nothing in it. A developer's own statements may have others within
 * them, which share that cache.
 */
final class UncachedExecutor extends SimpleExecutor {

  UncachedExecutor(Configuration configuration, Transaction transaction) {
    super(configuration, transaction);
  }

  @Override
  public <E> List<E> query(
      MappedStatement statement, Object parameter, RowBounds bounds, ResultHandler handler)
      throws SQLException {
    boolean ours = statement.getConfiguration() instanceof StatementConfiguration;
    if (!ours || !statement.isFlushCacheRequired() || queryStack > 0) {
      return super.query(statement, parameter, bounds, handler);
    }
    if (isClosed()) {
      throw new ExecutorException("Executor was closed.");
    }
    ErrorContext.instance()
        .resource(statement.getResource())
        .activity("executing a query")
        .object(statement.getId());
    clearLocalCache();
    return doQuery(statement, parameter, bounds, handler, statement.getBoundSql(parameter));
  }

  @Override
  protected Connection getConnection(Log log) throws SQLException {
    return super.getConnection(log.isDebugEnabled() ? new OneLineLog(log) : log);
  }
}
