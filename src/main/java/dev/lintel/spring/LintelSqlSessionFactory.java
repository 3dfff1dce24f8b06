package dev.lintel.spring;

import dev.lintel.ConfigurationException;
import dev.lintel.DatabaseException;
import dev.lintel.LintelException;
import dev.lintel.MigrationException;
import dev.lintel.mapping.FactoryConfiguration;
import dev.lintel.mapping.HostLibraries;
import dev.lintel.migrations.Migrations;
import dev.lintel.migrations.SchemaVersion;
import org.apache.ibatis.session.SqlSessionFactory;
import org.apache.ibatis.session.SqlSessionFactoryBuilder;
import org.mybatis.spring.transaction.SpringManagedTransactionFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.aop.framework.AopInfrastructureBean;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryAware;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.EmbeddedValueResolverAware;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;
import org.springframework.util.StringValueResolver;

/**
 * Makes the bean {@code lintelSqlSessionFactory}, once everything about the application is as it
 * must be: what is proven wrong stops the start, what cannot be told is a warning.
 */
class LintelSqlSessionFactory
    implements FactoryBean<Object>,
        AopInfrastructureBean,
        BeanFactoryAware,
        EnvironmentAware,
        EmbeddedValueResolverAware,
        InitializingBean,
        SmartInitializingSingleton {

  private static final Logger LOG = LoggerFactory.getLogger(LintelSqlSessionFactory.class);
  private static final String BEAN = "lintelSqlSessionFactory";
  private static final String INSUFFICIENT_PRIVILEGE = "42501";

  private ConfigurableListableBeanFactory beans;
  private Environment environment;
  private StringValueResolver placeholders;

  private String schema;
  private HostDataSource dataSource;
  private SqlSessionFactory factory;

  @Override
  public void setBeanFactory(BeanFactory beanFactory) {
    this.beans = (ConfigurableListableBeanFactory) beanFactory;
  }

  @Override
  public void setEnvironment(Environment environment) {
    this.environment = environment;
  }

  @Override
  public void setEmbeddedValueResolver(StringValueResolver resolver) {
    this.placeholders = resolver;
  }

  @Override
  public void afterPropertiesSet() {
    SpringLibraries.check();
    HostLibraries.check();
    HostProperties properties = new HostProperties(placeholders, environment);
    schema = properties.schema();
    dataSource = HostDataSource.find(beans, properties.dataSource());
    beans.registerDependentBean(dataSource.bean, BEAN);
    if (properties.migrate()) {
      // before the first change: a wrong database shall get no schema
      new TransactionManagers(beans).alsoLazyOnes().requireOneOn(dataSource);
      upgrade();
    }
    factory =
        new SqlSessionFactoryBuilder()
            .build(
                FactoryConfiguration.create(
                    new SpringManagedTransactionFactory(), dataSource.target, schema));
  }

  /**
   * When all beans are there: transaction managers, whatever they are made of, and whatever of the
   * application's makes Lintel's schema, such as its own Flyway.
   */
  @Override
  public void afterSingletonsInstantiated() {
    try {
      new TransactionManagers(beans).requireOneOn(dataSource).warn();
      checkSchema();
    } catch (LintelException e) {
      // before 6.2 Spring closes the beans that it has made after an exception of its own alone
      throw new BeanCreationException(BEAN, e.getMessage(), e);
    }
  }

  private void upgrade() {
    try {
      Migrations.over(dataSource.target).schema(schema).upgrade();
    } catch (RuntimeException e) {
      throw new ConfigurationException(
          "lintel.migrate: the upgrade of schema "
              + schema
              + " by the DataSource '"
              + dataSource.bean
              + "' failed: "
              + e.getMessage()
              + (isDenied(e)
                  ? "; the role of this DataSource may not migrate: leave lintel.migrate off and let"
                      + " a DBA run the migrations, or give it a role that may, such as lintel_owner"
                  : ""),
          e);
    }
  }

  private static boolean isDenied(RuntimeException e) {
    return e instanceof DatabaseException
        && INSUFFICIENT_PRIVILEGE.equals(((DatabaseException) e).getSqlState());
  }

  private void checkSchema() {
    try {
      SchemaVersion.require(dataSource.target, schema);
    } catch (MigrationException e) {
      throw new ConfigurationException(
          "DataSource '" + dataSource.bean + "': " + e.getMessage(), e);
    } catch (RuntimeException e) {
      // also what is not JDBC's: a DataSource that routes by a key has none at the start
      if (isDenied(e)) {
        LOG.warn(
            "DataSource '{}': its role may not read schema {}, so that neither its version can be"
                + " checked nor, as it seems, an operation run: {}; run db/roles.sql, again after"
                + " each upgrade, and grant lintel_app to the role",
            dataSource.bean,
            schema,
            e.getMessage());
        return;
      }
      LOG.warn(
          "DataSource '{}': the version of schema {} could not be checked: {}",
          dataSource.bean,
          schema,
          e.getMessage());
    }
  }

  @Override
  public Object getObject() {
    return factory;
  }

  /** Not the factory's; see {@link LintelSqlSession#getObjectType}. */
  @Override
  public Class<?> getObjectType() {
    return Object.class;
  }

  @Override
  public boolean isSingleton() {
    return true;
  }
}
