package dev.lintel.mapping;

import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.apache.ibatis.executor.parameter.ParameterHandler;
import org.apache.ibatis.executor.resultset.ResultSetHandler;
import org.apache.ibatis.executor.statement.StatementHandler;
import org.apache.ibatis.mapping.BoundSql;
import org.apache.ibatis.mapping.Environment;
import org.apache.ibatis.plugin.Interceptor;
import org.apache.ibatis.plugin.Intercepts;
import org.apache.ibatis.plugin.Invocation;
import org.apache.ibatis.plugin.Signature;
import org.apache.ibatis.reflection.SystemMetaObject;
import org.apache.ibatis.scripting.defaults.RawLanguageDriver;
import org.apache.ibatis.session.AutoMappingBehavior;
import org.apache.ibatis.session.AutoMappingUnknownColumnBehavior;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.ExecutorType;
import org.apache.ibatis.session.LocalCacheScope;
import org.apache.ibatis.session.SqlSessionFactory;
import org.apache.ibatis.session.SqlSessionFactoryBuilder;
import org.apache.ibatis.transaction.jdbc.JdbcTransactionFactory;
import org.apache.ibatis.type.BaseTypeHandler;
import org.apache.ibatis.type.JdbcType;

/** MyBatis configurations as hosts have them, each with a setting that could reach Lintel's SQL. */
final class HostileHost {

  private HostileHost() {}

  static Configuration configuration(DataSource dataSource) {
    return new Configuration(new Environment("host", new JdbcTransactionFactory(), dataSource));
  }

  static SqlSessionFactory factory(Configuration configuration) {
    return new SqlSessionFactoryBuilder().build(configuration);
  }

  static Map<String, Consumer<Configuration>> settings() {
    Map<String, Consumer<Configuration>> all = new LinkedHashMap<>();
    all.put("defaults", c -> {});
    all.put("session cache", c -> c.setLocalCacheScope(LocalCacheScope.SESSION));
    all.put("second-level cache off", c -> c.setCacheEnabled(false));
    all.put("batch executor", c -> c.setDefaultExecutorType(ExecutorType.BATCH));
    all.put("reuse executor", c -> c.setDefaultExecutorType(ExecutorType.REUSE));
    all.put("camel case", c -> c.setMapUnderscoreToCamelCase(true));
    all.put("full automapping, failing at unknown columns", HostileHost::autoMapping);
    all.put("shrunk whitespace", c -> c.setShrinkWhitespacesInSql(true));
    all.put("generated keys", c -> c.setUseGeneratedKeys(true));
    all.put("NULL as JDBC type", c -> c.setJdbcTypeForNull(JdbcType.NULL));
    all.put("setters on nulls", c -> c.setCallSettersOnNulls(true));
    all.put("empty rows as instances", c -> c.setReturnInstanceForEmptyRow(true));
    all.put("column labels off", c -> c.setUseColumnLabel(false));
    all.put("parameter names off", c -> c.setUseActualParamName(false));
    all.put("lazy loading", HostileHost::lazyLoading);
    all.put(
        "trimming string handler",
        c -> c.getTypeHandlerRegistry().register(String.class, new WrongStrings()));
    all.put("UUID handler", c -> register(c, UUID.class));
    all.put("Instant handler", c -> register(c, Instant.class));
    all.put("Map handler", c -> register(c, Map.class));
    all.put("List handler", c -> register(c, List.class));
    all.put("raw scripting language", c -> c.setDefaultScriptingLanguage(RawLanguageDriver.class));
    all.put("aliases", HostileHost::aliases);
    all.put(
        "all of them",
        c ->
            all.forEach(
                (name, setting) -> {
                  if (!name.equals("all of them")) {
                    setting.accept(c);
                  }
                }));
    return all;
  }

  private static void autoMapping(Configuration c) {
    c.setAutoMappingBehavior(AutoMappingBehavior.FULL);
    c.setAutoMappingUnknownColumnBehavior(AutoMappingUnknownColumnBehavior.FAILING);
  }

  private static void lazyLoading(Configuration c) {
    c.setLazyLoadingEnabled(true);
    c.setAggressiveLazyLoading(true);
  }

  private static void aliases(Configuration c) {
    c.getTypeAliasRegistry().registerAlias("item", StringBuilder.class);
    c.getTypeAliasRegistry().registerAlias("parent", StringBuilder.class);
  }

  private static <T> void register(Configuration c, Class<T> type) {
    c.getTypeHandlerRegistry().register(type, new Refusing<>());
  }

  /** Trims what it writes and makes null of what it reads. */
  static final class WrongStrings extends BaseTypeHandler<String> {

    @Override
    public void setNonNullParameter(PreparedStatement ps, int i, String value, JdbcType type)
        throws SQLException {
      ps.setString(i, value.trim());
    }

    @Override
    public String getNullableResult(ResultSet row, String column) {
      return null;
    }

    @Override
    public String getNullableResult(ResultSet row, int column) {
      return null;
    }

    @Override
    public String getNullableResult(CallableStatement call, int column) {
      return null;
    }
  }

  /** Fails as soon as it is used. */
  static final class Refusing<T> extends BaseTypeHandler<T> {

    @Override
    public void setNonNullParameter(PreparedStatement ps, int i, T value, JdbcType type) {
      throw new AssertionError("the host's handler was used");
    }

    @Override
    public T getNullableResult(ResultSet row, String column) {
      throw new AssertionError("the host's handler was used");
    }

    @Override
    public T getNullableResult(ResultSet row, int column) {
      throw new AssertionError("the host's handler was used");
    }

    @Override
    public T getNullableResult(CallableStatement call, int column) {
      throw new AssertionError("the host's handler was used");
    }
  }

  /** A host's plugin that sees each statement's SQL and time-out. */
  @Intercepts(
      @Signature(
          type = StatementHandler.class,
          method = "prepare",
          args = {Connection.class, Integer.class}))
  static final class SeenStatements implements Interceptor {

    final List<String> sql = new CopyOnWriteArrayList<>();

    @Override
    public Object intercept(Invocation invocation) throws Throwable {
      sql.add(((StatementHandler) invocation.getTarget()).getBoundSql().getSql());
      return invocation.proceed();
    }
  }

  /** A host's plugin that looks into MyBatis' own handlers, as plugins do that change rows. */
  @Intercepts({
    @Signature(
        type = ResultSetHandler.class,
        method = "handleResultSets",
        args = {Statement.class}),
    @Signature(
        type = ParameterHandler.class,
        method = "setParameters",
        args = {PreparedStatement.class})
  })
  static final class SeenHandlers implements Interceptor {

    final List<String> seen = new CopyOnWriteArrayList<>();

    @Override
    public Object intercept(Invocation invocation) throws Throwable {
      Object target = invocation.getTarget();
      String field = target instanceof ParameterHandler ? "boundSql" : "mappedStatement";
      SystemMetaObject.forObject(target).getValue(field);
      seen.add(target.getClass().getSimpleName());
      return invocation.proceed();
    }
  }

  /** A host's plugin that puts its own SQL in place of a statement's, with the columns turned. */
  @Intercepts(
      @Signature(
          type = StatementHandler.class,
          method = "prepare",
          args = {Connection.class, Integer.class}))
  static final class MaskedNames implements Interceptor {

    volatile boolean on;

    @Override
    public Object intercept(Invocation invocation) throws Throwable {
      BoundSql sql = ((StatementHandler) invocation.getTarget()).getBoundSql();
      if (on) {
        SystemMetaObject.forObject(sql)
            .setValue(
                "sql",
                "SELECT q.parent_id, q.updated_at, q.created_at, q.metadata, q.status, q.description,"
                    + " '***' AS name, q.id FROM ("
                    + sql.getSql()
                    + ") AS q");
      }
      return invocation.proceed();
    }
  }
}
