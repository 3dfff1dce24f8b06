package dev.lintel.mapping;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.ibatis.binding.MapperMethod.ParamMap;
import org.apache.ibatis.executor.Executor;
import org.apache.ibatis.executor.parameter.ParameterHandler;
import org.apache.ibatis.executor.resultset.ResultSetHandler;
import org.apache.ibatis.executor.statement.StatementHandler;
import org.apache.ibatis.mapping.BoundSql;
import org.apache.ibatis.mapping.MappedStatement;
import org.apache.ibatis.mapping.ResultMap;
import org.apache.ibatis.plugin.Interceptor;
import org.apache.ibatis.scripting.defaults.RawSqlSource;
import org.apache.ibatis.session.AutoMappingBehavior;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.ResultHandler;
import org.apache.ibatis.session.RowBounds;

/**
 * The configuration that Lintel's own statements are built with and run by, whichever factory they
 * are added to. MyBatis asks a statement's own configuration how to bind and map it, so a host's
 * settings, aliases, handlers and scripting language do not reach these statements, and theirs are
 * not changed. What a host does want to reach every statement is passed on: time-outs, fetch size
 * and plugins.
 */
final class StatementConfiguration extends Configuration {

  private final Configuration host;
  private final String schema;
  private final Map<String, Optional<RowReader>> readers = new ConcurrentHashMap<>();

  StatementConfiguration(Configuration host, String schema) {
    this.host = host;
    this.schema = schema;
    setAutoMappingBehavior(AutoMappingBehavior.NONE);
    setCacheEnabled(false);
  }

  String schema() {
    return schema;
  }

  @Override
  public Integer getDefaultStatementTimeout() {
    return host.getDefaultStatementTimeout();
  }

  @Override
  public Integer getDefaultFetchSize() {
    return host.getDefaultFetchSize();
  }

  @Override
  public ParameterHandler newParameterHandler(
      MappedStatement statement, Object parameter, BoundSql sql) {
    return isLean(statement) && parameter instanceof ParamMap
        ? new Parameters(sql.getParameterMappings(), (ParamMap<?>) parameter)
        : plug(super.newParameterHandler(statement, parameter, sql));
  }

  @Override
  public ResultSetHandler newResultSetHandler(
      Executor executor,
      MappedStatement statement,
      RowBounds bounds,
      ParameterHandler parameters,
      ResultHandler results,
      BoundSql sql) {
    Supplier<ResultSetHandler> mybatis =
        () -> super.newResultSetHandler(executor, statement, bounds, parameters, results, sql);
    RowReader reader = isLean(statement) && bounds == RowBounds.DEFAULT ? reader(statement) : null;
    return reader == null ? plug(mybatis.get()) : new RowHandler(reader, results, mybatis);
  }

  /**
   * Whether the statement's text is the same each time, and nobody can change it or look into what
   * runs it: plugins do both, and get MyBatis' own parts.
   */
  private boolean isLean(MappedStatement statement) {
    return statement.getSqlSource() instanceof RawSqlSource && host.getInterceptors().isEmpty();
  }

  /** Null if the statement asks for more than a reader can do. */
  private RowReader reader(MappedStatement statement) {
    Optional<RowReader> known = readers.get(statement.getId());
    if (known == null) {
      List<ResultMap> maps = statement.getResultMaps();
      known = Optional.ofNullable(maps.size() == 1 ? RowReader.of(this, maps.get(0)) : null);
      readers.put(statement.getId(), known);
    }
    return known.orElse(null);
  }

  @Override
  public StatementHandler newStatementHandler(
      Executor executor,
      MappedStatement statement,
      Object parameter,
      RowBounds bounds,
      ResultHandler results,
      BoundSql sql) {
    return plug(super.newStatementHandler(executor, statement, parameter, bounds, results, sql));
  }

  @SuppressWarnings(
      "unchecked") // a plugin gives back what it is given, or a proxy of its interfaces
  private <T> T plug(T target) {
    Object plugged = target;
    for (Interceptor interceptor : host.getInterceptors()) {
      plugged = interceptor.plugin(plugged);
    }
    return (T) plugged;
  }
}
