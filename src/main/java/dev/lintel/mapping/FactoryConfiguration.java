package dev.lintel.mapping;

import java.time.Instant;
import java.util.UUID;
import javax.sql.DataSource;
import org.apache.ibatis.executor.Executor;
import org.apache.ibatis.mapping.Environment;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.ExecutorType;
import org.apache.ibatis.session.LocalCacheScope;
import org.apache.ibatis.transaction.Transaction;
import org.apache.ibatis.transaction.TransactionFactory;

/** The MyBatis configuration of a factory of Lintel's own. For Lintel's own packages. */
public final class FactoryConfiguration extends Configuration {

  private FactoryConfiguration(Environment environment) {
    super(environment);
  }

  /**
   * @param transactions how its sessions commit and roll back
   * @param dataSource used as it is
   * @param schema the schema that holds Lintel's tables
   * @return a configuration with Lintel's mappers, to which others can be added
   * @throws dev.lintel.InvalidValueException if the schema is no plain identifier
   */
  public static Configuration create(
      TransactionFactory transactions, DataSource dataSource, String schema) {
    FactoryConfiguration configuration =
        new FactoryConfiguration(new Environment("lintel", transactions, dataSource));
    configuration.setCacheEnabled(false);
    // a session-wide cache would hand the same object to two callers, and old rows to both
    configuration.setLocalCacheScope(LocalCacheScope.STATEMENT);
    // for a developer's own domains; Lintel's mappers name theirs
    configuration.getTypeHandlerRegistry().register(UUID.class, new UuidTypeHandler());
    configuration.getTypeHandlerRegistry().register(Instant.class, new InstantTypeHandler());
    LintelMappers.install(configuration, schema);
    return configuration;
  }

  @Override
  public Executor newExecutor(Transaction transaction, ExecutorType type) {
    return type == ExecutorType.SIMPLE && !isCacheEnabled()
        ? (Executor) interceptorChain.pluginAll(new UncachedExecutor(this, transaction))
        : super.newExecutor(transaction, type);
  }
}
