package dev.lintel.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.lintel.ConfigurationException;
import dev.lintel.InvalidValueException;
import dev.lintel.conversations.ConversationOperations;
import dev.lintel.items.ItemOperations;
import dev.lintel.mapping.LintelMappers;
import dev.lintel.migrations.Migrations;
import dev.lintel.session.Database;
import dev.lintel.testing.PostgresTest;
import dev.lintel.testing.TestDatabase;
import java.io.StringReader;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.apache.ibatis.builder.xml.XMLMapperBuilder;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.SqlSession;
import org.apache.ibatis.session.SqlSessionFactory;
import org.assertj.core.api.AbstractThrowableAssert;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.mybatis.spring.SqlSessionTemplate;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.config.RuntimeBeanReference;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.annotation.Bean;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.SimpleTransactionStatus;

/** What stops the start, with which words; and what does not. */
@PostgresTest
class StartCheckTest {

  private static AbstractThrowableAssert<?, ? extends Throwable> refused(TestHost host) {
    return assertThatThrownBy(host::start)
        .isInstanceOfAny(BeanCreationException.class, ConfigurationException.class)
        .extracting(e -> NestedExceptionUtils.getRootCause(e) == null ? e : firstOfOurs(e))
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.THROWABLE);
  }

  private static Throwable firstOfOurs(Throwable thrown) {
    Throwable t = thrown;
    while (t != null && !t.getClass().getName().startsWith("dev.lintel")) {
      t = t.getCause();
    }
    return t;
  }

  private static void starts(TestHost host) {
    try (GenericApplicationContext context = host.start()) {
      SqlSession session = context.getBean("lintelSqlSession", SqlSession.class);
      assertThat(ItemOperations.countItemsByStatus(session, "none")).isZero();
    }
  }

  @Nested
  class TheDataSource {

    @Test
    void isNotThere() {
      refused(new TestHost())
          .isExactlyInstanceOf(ConfigurationException.class)
          .hasMessage(
              "lintel.dataSource: there is no bean 'dataSource', and no bean of type"
                  + " javax.sql.DataSource at all; define the one that the transaction manager"
                  + " uses");
    }

    @Test
    void hasAnotherName(TestDatabase database) {
      refused(new TestHost().bean("shopDataSource", database.pool()))
          .hasMessage(
              "lintel.dataSource: there is no bean 'dataSource'; the application's DataSource is"
                  + " 'shopDataSource': set lintel.dataSource=shopDataSource");
    }

    @Test
    void hasAnotherNameAndIsLookedUpLater() {
      refused(new TestHost().configuration(LookedUpLater.class))
          .hasMessageContaining("set lintel.dataSource=shopDataSource");
    }

    @Test
    void isAmbiguous(TestDatabase database) {
      refused(
              new TestHost()
                  .bean("shopDataSource", database.pool())
                  .bean("warehouseDataSource", new HikariDataSource()))
          .hasMessageContaining("[shopDataSource, warehouseDataSource] is meant is ambiguous")
          .hasMessageContaining("set lintel.dataSource to the one");
    }

    @Test
    void isNotADataSource(TestDatabase database) {
      refused(
              new TestHost()
                  .bean("dataSource", "jdbc:postgresql:shop")
                  .bean("pool", database.pool()))
          .hasMessage(
              "lintel.dataSource: expected the bean 'dataSource' to be a javax.sql.DataSource, but"
                  + " it is a java.lang.String; the application's DataSource is 'pool': set"
                  + " lintel.dataSource=pool");
    }

    @Test
    void isNamedByTheProperty(TestDatabase database) {
      starts(
          new TestHost()
              .bean("shopDataSource", database.pool())
              .manager("transactionManager", database.pool())
              .property("lintel.dataSource", " shopDataSource "));
    }

    @Test
    void standsInTheParentContext(TestDatabase database) {
      try (GenericApplicationContext parent = new GenericApplicationContext()) {
        parent.getBeanFactory().registerSingleton("dataSource", database.pool());
        parent
            .getBeanFactory()
            .registerSingleton(
                "transactionManager", new DataSourceTransactionManager(database.pool()));
        parent.refresh();
        starts(new TestHost().parent(parent));
      }
    }

    @Test
    void isNotPostgresql() {
      JdbcDataSource h2 = new JdbcDataSource();
      h2.setURL("jdbc:h2:mem:shop");
      refused(new TestHost().bean("dataSource", h2).manager("transactionManager", h2))
          .isExactlyInstanceOf(ConfigurationException.class)
          .hasMessage(
              "DataSource 'dataSource': server: expected PostgreSQL 13 or newer, but it is H2");
    }

    @Test
    void isDestroyedAfterLintel(TestDatabase database) {
      TestHost host =
          new TestHost()
              .definition(
                  "dataSource",
                  HikariDataSource.class,
                  Map.of("jdbcUrl", database.jdbcUrl(), "minimumIdle", 0));
      try (GenericApplicationContext context = host.start()) {
        assertThat(context.getBeanFactory().getDependentBeans("dataSource"))
            .contains("lintelSqlSessionFactory");
      }
    }
  }

  @Nested
  class TheTransactionManager {

    @Test
    void isOnAnotherDataSource(TestDatabase database) {
      refused(
              new TestHost()
                  .bean("dataSource", database.pool())
                  .bean("warehouse", new SimpleDriverDataSource())
                  .manager("warehouseManager", new SimpleDriverDataSource())
                  .manager("transactionManager", new SimpleDriverDataSource()))
          .isExactlyInstanceOf(ConfigurationException.class)
          .hasMessageContaining("Lintel is bound to the DataSource 'dataSource'")
          .hasMessageContaining("'warehouseManager' uses a org.springframework")
          .hasMessageContaining("'transactionManager' uses a org.springframework");
    }

    @Test
    void isOnAnotherBeanWhichIsTheFix(TestDatabase database) {
      DataSource shop = new SimpleDriverDataSource();
      refused(
              new TestHost()
                  .bean("dataSource", database.pool())
                  .bean("shopDataSource", shop)
                  .manager("transactionManager", shop))
          .hasMessage(
              "lintel.dataSource: Lintel is bound to the DataSource 'dataSource', which no"
                  + " transaction manager uses ('transactionManager' uses 'shopDataSource'): its"
                  + " operations would not take part in the application's transactions; set"
                  + " lintel.dataSource=shopDataSource, or give 'dataSource' a transaction manager");
    }

    @Test
    void ofAWrongDatabaseCostsItNothing(TestDatabase shop) {
      try (TestDatabase wrong = shop.createEmpty()) {
        refused(
                new TestHost()
                    .bean("dataSource", wrong.pool())
                    .bean("shopDataSource", shop.pool())
                    .manager("transactionManager", shop.pool())
                    .property("lintel.migrate", "true"))
            .hasMessageContaining("set lintel.dataSource=shopDataSource");
        assertThat(wrong.value("SELECT count(*) FROM pg_namespace WHERE nspname = 'lintel'"))
            .isEqualTo("0");
      }
    }

    @Test
    void isOneOfSeveral(TestDatabase database) {
      starts(
          new TestHost()
              .bean("dataSource", database.pool())
              .manager("warehouseManager", new SimpleDriverDataSource())
              .manager("transactionManager", database.pool()));
    }

    @Test
    void isComparedWithoutMakingWhatIsLazy(TestDatabase database) {
      starts(
          new TestHost()
              .lazy("reportDataSource", Unavailable.class)
              .bean("dataSource", database.pool())
              .manager("reportManager", new SimpleDriverDataSource())
              .manager("transactionManager", database.pool()));
    }

    @Test
    void isNotMadeInTheParentEitherIfItIsLazy(TestDatabase database) {
      try (GenericApplicationContext above = new GenericApplicationContext()) {
        RootBeanDefinition lazy = new RootBeanDefinition(UnavailableManager.class);
        lazy.setLazyInit(true);
        above.registerBeanDefinition("transactionManager", lazy);
        above.getBeanFactory().registerSingleton("dataSource", database.pool());
        above.refresh();
        starts(new TestHost().parent(above));
        assertThat(above.getBeanFactory().containsSingleton("transactionManager")).isFalse();
      }
    }

    @Test
    void isMadeEvenIfLazyBeforeAMigration(TestDatabase shop) {
      try (TestDatabase wrong = shop.createEmpty()) {
        refused(
                new TestHost()
                    .bean("dataSource", wrong.pool())
                    .bean("shopDataSource", shop.pool())
                    .lazy("transactionManager", ShopManager.class)
                    .property("lintel.migrate", "true"))
            .hasMessageContaining("'transactionManager' uses");
        assertThat(wrong.value("SELECT count(*) FROM pg_namespace WHERE nspname = 'lintel'"))
            .isEqualTo("0");
      }
    }

    @Test
    void isOnTheSamePoolBehindALazyProxy(TestDatabase database) {
      // Spring binds the connection to the proxy: by the pool, Lintel would not find it
      DataSource lazy = new LazyConnectionDataSourceProxy(database.pool());
      refused(
              new TestHost()
                  .bean("dataSource", database.pool())
                  .bean("lazyDataSource", lazy)
                  .manager("transactionManager", lazy))
          .hasMessageContaining("set lintel.dataSource=lazyDataSource");
      starts(
          new TestHost()
              .bean("dataSource", database.pool())
              .bean("lazyDataSource", lazy)
              .manager("transactionManager", lazy)
              .property("lintel.dataSource", "lazyDataSource"));
    }

    @Test
    void unwrapsATransactionAwareProxyAsLintelDoes(TestDatabase database) {
      DataSource aware = new TransactionAwareDataSourceProxy(database.pool());
      starts(
          new TestHost().bean("dataSource", aware).manager("transactionManager", database.pool()));
      starts(new TestHost().bean("dataSource", aware).manager("transactionManager", aware));
    }

    @Test
    void isOnAProxyThatIsNotEqualToItself(TestDatabase database) {
      DataSource counted = forwardsEverything(database.pool());
      assertThat(counted.equals(counted)).isFalse();
      starts(new TestHost().bean("dataSource", counted).manager("transactionManager", counted));
    }

    /** {@code equals} too, as the proxies of monitoring tools do. */
    private DataSource forwardsEverything(DataSource target) {
      return (DataSource)
          Proxy.newProxyInstance(
              DataSource.class.getClassLoader(),
              new Class<?>[] {DataSource.class},
              (proxy, method, arguments) -> method.invoke(target, arguments));
    }

    @Test
    void isSeenThroughAProxyOfItsOwn(TestDatabase database) {
      ProxyFactory proxy =
          new ProxyFactory(new DataSourceTransactionManager(new SimpleDriverDataSource()));
      refused(
              new TestHost()
                  .bean("dataSource", database.pool())
                  .bean("transactionManager", proxy.getProxy()))
          .hasMessageContaining("which no transaction manager uses");
    }

    @Test
    void cannotBeToldIsAWarning(TestDatabase database) {
      starts(
          new TestHost()
              .bean("dataSource", database.pool())
              .bean("transactionManager", new Jta())
              .manager("other", new SimpleDriverDataSource()));
    }

    @Test
    void doesNotTellIsAWarning(TestDatabase database) {
      starts(
          new TestHost()
              .bean("dataSource", database.pool())
              .bean(
                  "transactionManager",
                  new DataSourceTransactionManager() {
                    @Override
                    public DataSource getDataSource() {
                      throw new IllegalStateException("there is no tenant yet");
                    }
                  }));
    }

    @Test
    void isMissingIsAWarning(TestDatabase database) {
      starts(new TestHost().bean("dataSource", database.pool()));
    }
  }

  /** As {@code <jee:jndi-lookup>}: its type is known when it has looked. */
  static class LookedUp implements FactoryBean<Object> {

    private Object object;

    public void setObject(Object object) {
      this.object = object;
    }

    @Override
    public Object getObject() {
      return object;
    }

    @Override
    public Class<?> getObjectType() {
      return object == null ? null : object.getClass();
    }

    @Override
    public boolean isSingleton() {
      return true;
    }
  }

  @org.springframework.context.annotation.Configuration
  static class LookedUpLater {

    @Bean
    LookedUp shopDataSource() {
      LookedUp shop = new LookedUp();
      shop.setObject(new SimpleDriverDataSource());
      return shop;
    }
  }

  /** A DataSource that is not there yet, which is why it is lazy. */
  static class Unavailable extends SimpleDriverDataSource implements InitializingBean {

    @Override
    public void afterPropertiesSet() {
      throw new IllegalStateException("the report database is not there");
    }
  }

  /** A manager that was to be made when it is first needed. */
  static class UnavailableManager extends DataSourceTransactionManager {

    @Override
    public void afterPropertiesSet() {}
  }

  /** On a DataSource that is not Lintel's. */
  static class ShopManager extends DataSourceTransactionManager {
    ShopManager() {
      super(new SimpleDriverDataSource());
    }
  }

  /** A manager that names no DataSource, as JTA's. */
  private static final class Jta implements PlatformTransactionManager {

    @Override
    public TransactionStatus getTransaction(TransactionDefinition definition) {
      return new SimpleTransactionStatus();
    }

    @Override
    public void commit(TransactionStatus status) {}

    @Override
    public void rollback(TransactionStatus status) {}
  }

  /** A service that is made first of all. */
  static class Catalog {
    public void setSession(SqlSession session) {}
  }

  /** As a host's own Flyway, to which it gave Lintel's scripts. */
  static class ShopMigrations implements InitializingBean {
    private DataSource dataSource;

    public void setDataSource(DataSource dataSource) {
      this.dataSource = dataSource;
    }

    @Override
    public void afterPropertiesSet() {
      Migrations.over(dataSource).upgrade();
    }
  }

  @Nested
  class TheSchema {

    private TestHost host(TestDatabase database) {
      return new TestHost()
          .bean("dataSource", database.pool())
          .manager("transactionManager", database.pool());
    }

    @Test
    void isNotThere(TestDatabase any) {
      try (TestDatabase database = any.createEmpty()) {
        refused(host(database))
            .isExactlyInstanceOf(ConfigurationException.class)
            .hasMessageStartingWith(
                "DataSource 'dataSource': schema lintel: expected Lintel's tables at version 003,"
                    + " but its history lintel_schema_history shows no migration; upgrade it first:"
                    + " by the property lintel.migrate=true");
      }
    }

    @Test
    void standsUnderAnotherName(TestDatabase any) {
      try (TestDatabase database = any.createMigrated()) {
        refused(host(database).property("lintel.schema", "Lintel"))
            .isExactlyInstanceOf(ConfigurationException.class)
            .hasMessageContaining(
                "shows no migration; there is such a history in schema lintel: name that one if it"
                    + " is meant (in Spring lintel.schema; upper and lower case count), or upgrade"
                    + " it first: ");
      }
    }

    @Test
    void isBehind(TestDatabase any) {
      try (TestDatabase database = any.createEmpty()) {
        Migrations migrations = Migrations.over(database.pool());
        migrations.upgrade("2");
        refused(host(database))
            .hasMessageStartingWith(
                "DataSource 'dataSource': schema lintel: at version 002, behind this jar, which is"
                    + " for 003; upgrade it first");
        migrations.upgrade();
        starts(host(database));
        migrations.downgradeSteps(1);
        refused(host(database)).hasMessageContaining("at version 002, behind");
      }
    }

    @Test
    void cannotBeReadForALockIsAWarning(TestDatabase any) throws Exception {
      try (TestDatabase database = any.createMigrated();
          Connection other = database.pool().getConnection()) {
        other.setAutoCommit(false);
        other.createStatement().execute("LOCK TABLE lintel.lintel_schema_history");
        host(database).start().close();
        other.rollback();
      }
    }

    @Test
    void isAhead(TestDatabase any) {
      try (TestDatabase database = any.createMigrated()) {
        database.execute(
            "INSERT INTO lintel.lintel_schema_history (installed_rank, version, description, type,"
                + " script, installed_by, execution_time, success) SELECT max(installed_rank) + 1,"
                + " '010.1', 'due date', 'SQL', 'V010.1__due_date.sql', 'dba', 1, true FROM"
                + " lintel.lintel_schema_history");
        refused(host(database))
            .hasMessage(
                "DataSource 'dataSource': schema lintel: at version 010.1, ahead of this jar, which"
                    + " is for 003; take the Lintel that brought 010.1, or downgrade with its"
                    + " tools: downgrade 003");
      }
    }

    @Test
    void isMadeByAnotherBeanThatStartsLater(TestDatabase any) {
      try (TestDatabase database = any.createEmpty()) {
        starts(
            host(database)
                .definition(
                    "catalog",
                    Catalog.class,
                    Map.of("session", new RuntimeBeanReference("lintelSqlSession")))
                .definition(
                    "shopMigrations", ShopMigrations.class, Map.of("dataSource", database.pool())));
      }
    }

    @Test
    void isUpgradedWhereAskedTo(TestDatabase any) {
      try (TestDatabase database = any.createEmpty()) {
        starts(host(database).property("lintel.migrate", "true"));
        starts(host(database).property("lintel.migrate", "TRUE"));
        starts(host(database));
        assertThat(
                database.value("SELECT count(*) FROM lintel.lintel_schema_history WHERE success"))
            .isEqualTo("3");
      }
    }

    @Test
    void isWholeForWhateverIsMadeWithTheSession(TestDatabase any) {
      try (TestDatabase database = any.createEmpty()) {
        TestHost host =
            host(database)
                .property("lintel.migrate", "true")
                .definition(
                    "anEarlyBean",
                    Early.class,
                    Map.of("session", new RuntimeBeanReference("lintelSqlSession")));
        try (GenericApplicationContext context = host.start()) {
          assertThat(context.getBean(Early.class).conversations).isZero();
        }
      }
    }

    @Test
    void isUpgradedOnceByApplicationsThatStartTogether(TestDatabase any) throws Exception {
      try (TestDatabase database = any.createEmpty()) {
        ExecutorService applications = Executors.newFixedThreadPool(3);
        CountDownLatch go = new CountDownLatch(1);
        List<Future<?>> started = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
          TestHost host = host(database).property("lintel.migrate", "true");
          started.add(
              applications.submit(
                  () -> {
                    go.await();
                    starts(host);
                    return null;
                  }));
        }
        go.countDown();
        applications.shutdown();
        for (Future<?> start : started) {
          start.get(60, TimeUnit.SECONDS);
        }
        assertThat(
                database.value(
                    "SELECT count(*) || ' of ' || count(DISTINCT version)"
                        + " FROM lintel.lintel_schema_history WHERE version IS NOT NULL"))
            .isEqualTo("3 of 3");
      }
    }

    @Test
    void isAnother(TestDatabase any) {
      try (TestDatabase database = any.createEmpty()) {
        starts(
            host(database).property("lintel.migrate", "true").property("lintel.schema", "Shop-1"));
        assertThat(database.value("SELECT count(*) FROM \"Shop-1\".items")).isEqualTo("0");
        refused(host(database)).hasMessageContaining("schema lintel: expected");
      }
    }

    @Test
    void hasNoUsableName(TestDatabase database) {
      refused(host(database).property("lintel.schema", "shop; DROP TABLE x"))
          .isExactlyInstanceOf(InvalidValueException.class)
          .hasMessageStartingWith("lintel.schema: expected a letter or underscore");
    }

    @Test
    void cannotBeMade(TestDatabase any) {
      try (TestDatabase database = any.createEmpty()) {
        String role = "shop_" + any.hashCode();
        database.execute("CREATE ROLE " + role + " LOGIN PASSWORD 'shop'");
        DataSource poor =
            new SimpleDriverDataSource(new org.postgresql.Driver(), database.jdbcUrl(role, "shop"));
        try {
          refused(
                  new TestHost()
                      .bean("dataSource", poor)
                      .manager("transactionManager", poor)
                      .property("lintel.migrate", "true"))
              .isExactlyInstanceOf(ConfigurationException.class)
              .hasMessageStartingWith(
                  "lintel.migrate: the upgrade of schema lintel by the DataSource 'dataSource'"
                      + " failed: ")
              .hasMessageContaining("permission denied")
              .hasMessageEndingWith(
                  "; the role of this DataSource may not migrate: leave lintel.migrate off and let a"
                      + " DBA run the migrations, or give it a role that may, such as"
                      + " lintel_owner");
        } finally {
          database.execute("DROP ROLE " + role);
        }
      }
    }

    @Test
    void isAskedForByTrueOrFalse(TestDatabase database) {
      refused(host(database).property("lintel.migrate", "yes"))
          .hasMessage("lintel.migrate: expected true or false, but it is 'yes'");
    }

    @Test
    void thatIsRefusedLeavesNothingOfTheApplicationOpen(TestDatabase any) {
      // Spring before 6.2 cleans up after its own exceptions alone
      try (TestDatabase database = any.createEmpty();
          HikariDataSource pool = new HikariDataSource()) {
        pool.setJdbcUrl(database.jdbcUrl());
        TestHost host =
            new TestHost()
                .definition("opened", Opened.class, Map.of("pool", pool))
                .bean("dataSource", pool)
                .manager("transactionManager", pool);
        refused(host).hasMessageContaining("shows no migration");
        assertThat(pool.isClosed()).isTrue();
      }
    }

    @Test
    void cannotBeReadBecauseNoTenantIsSetIsAWarning(TestDatabase database) {
      AbstractRoutingDataSource routing =
          new AbstractRoutingDataSource() {
            @Override
            protected Object determineCurrentLookupKey() {
              return null;
            }
          };
      routing.setTargetDataSources(Map.of("tenant", database.pool()));
      routing.afterPropertiesSet();
      TestHost host =
          new TestHost().bean("dataSource", routing).manager("transactionManager", routing);
      try (GenericApplicationContext context = host.start()) {
        assertThat(context.containsBean("lintelSqlSession")).isTrue();
      }
    }

    @Test
    void cannotBeReadIsAWarning() {
      // an application that starts without its database goes on to do so
      DataSource nowhere =
          new SimpleDriverDataSource(
              new org.postgresql.Driver(), "jdbc:postgresql://127.0.0.1:1/shop?connectTimeout=2");
      TestHost host =
          new TestHost().bean("dataSource", nowhere).manager("transactionManager", nowhere);
      try (GenericApplicationContext context = host.start()) {
        assertThat(context.containsBean("lintelSqlSession")).isTrue();
      }
    }
  }

  /** Whatever the host's beans have open. */
  static class Opened implements DisposableBean {

    private HikariDataSource pool;

    public void setPool(HikariDataSource pool) {
      this.pool = pool;
    }

    @Override
    public void destroy() {
      pool.close();
    }
  }

  /** A bean of the host's that reads while it is made. */
  static class Early {

    private int conversations = -1;

    public void setSession(SqlSession session) {
      conversations =
          ConversationOperations.pageConversations(session, 10, null).getContent().size();
    }
  }

  @Nested
  class TheMappers {

    @Test
    void ofTheApplicationsOwnFactoryDoNotClash(TestDatabase database) {
      SqlSessionFactory own = Database.over(database.pool()).sqlSessionFactory();
      starts(
          new TestHost()
              .bean("dataSource", database.pool())
              .manager("transactionManager", database.pool())
              .bean("sqlSessionFactory", own)
              .bean("sqlSession", new SqlSessionTemplate(own)));
    }
  }

  @Nested
  class TheApplicationsOwnFactory {

    @Test
    void hasAStatementOfLintelsName(TestDatabase database) {
      TestHost host =
          new TestHost()
              .bean("dataSource", database.pool())
              .definition("sqlSessionFactory", ClashingFactory.class, Map.of());
      assertThatThrownBy(host::start)
          .isInstanceOf(BeanCreationException.class)
          .hasMessageContaining("'sqlSessionFactory'")
          .hasMessageContaining("dev.lintel.items.ItemMapper.findItemById: the MyBatis")
          .hasMessageContaining("already has a statement of this name, from shop/ItemMapper.xml")
          .hasRootCauseInstanceOf(ConfigurationException.class);
    }
  }

  /** A team's own factory, with a mapper in the namespace of one of Lintel's. */
  static class ClashingFactory implements InitializingBean {

    @Override
    public void afterPropertiesSet() {
      Configuration configuration = new Configuration();
      String mapper =
          "<!DOCTYPE mapper PUBLIC \"-//mybatis.org//DTD Mapper 3.0//EN\""
              + " \"http://mybatis.org/dtd/mybatis-3-mapper.dtd\">"
              + "<mapper namespace=\"dev.lintel.items.ItemMapper\">"
              + "<select id=\"findItemById\" resultType=\"int\">SELECT 1</select></mapper>";
      new XMLMapperBuilder(
              new StringReader(mapper),
              configuration,
              "shop/ItemMapper.xml",
              configuration.getSqlFragments())
          .parse();
      LintelMappers.install(configuration);
    }
  }

  @Nested
  class TheNames {

    @Test
    void areNotTheApplications(TestDatabase database) {
      TestHost host = new TestHost().bean("dataSource", database.pool());
      host.definition("lintelSqlSession", CopyOnWriteArrayList.class, Map.of());
      refused(host)
          .hasMessageStartingWith(
              "bean 'lintelSqlSession': expected no bean of this name beside Lintel's own");
    }
  }
}
