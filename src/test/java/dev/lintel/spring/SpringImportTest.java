package dev.lintel.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lintel.items.Item;
import dev.lintel.items.ItemOperations;
import dev.lintel.testing.PostgresTest;
import dev.lintel.testing.TestDatabase;
import org.apache.ibatis.session.SqlSession;
import org.apache.ibatis.session.SqlSessionFactory;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.ImportResource;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The one line, in both its forms. */
@PostgresTest
class SpringImportTest {

  @Configuration
  @Import(LintelConfiguration.class)
  static class ByClass {}

  @Configuration
  @ImportResource("classpath:dev/lintel/spring/lintel.xml")
  static class ByXml {}

  @Configuration
  @Import({ByClass.class, LintelConfiguration.class})
  static class Twice {}

  private static GenericApplicationContext start(TestDatabase database, Class<?> configuration) {
    AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    // as singletons: the test's pool is not the context's to close
    context.getBeanFactory().registerSingleton("dataSource", database.pool());
    context
        .getBeanFactory()
        .registerSingleton("transactionManager", new DataSourceTransactionManager(database.pool()));
    context.register(configuration);
    context.refresh();
    return context;
  }

  @Test
  void everyFormGivesASessionInTheApplicationsTransactions(TestDatabase database) {
    for (Class<?> form :
        new Class<?>[] {ByClass.class, ByXml.class, Twice.class, LintelConfiguration.class}) {
      try (GenericApplicationContext context = start(database, form)) {
        SqlSession session = context.getBean("lintelSqlSession", SqlSession.class);
        TransactionTemplate transaction =
            new TransactionTemplate(context.getBean(DataSourceTransactionManager.class));
        Item item =
            transaction.execute(
                status -> {
                  status.setRollbackOnly();
                  return ItemOperations.createItem(session, "Lamp", "new");
                });
        assertThat(ItemOperations.findItemById(session, item.getId())).isEmpty();
        assertThat(context.getBeanNamesForType(SqlSession.class)).isEmpty();
        assertThat(context.getBeanNamesForType(SqlSessionFactory.class)).isEmpty();
        // nor its definitions, by a supertype such as Object or FactoryBean
        for (String bean : new String[] {"lintelSqlSession", "lintelSqlSessionFactory"}) {
          assertThat(context.getBeanDefinition(bean).isAutowireCandidate()).as(bean).isFalse();
        }
        assertThat(context.getBean("lintelSqlSessionFactory"))
            .isInstanceOf(SqlSessionFactory.class);
      }
    }
  }

  @Test
  void theThreadsClassLoaderNeedNotSeeSpring(TestDatabase database) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
    try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
      context.setClassLoader(SpringImportTest.class.getClassLoader());
      context.getBeanFactory().registerSingleton("dataSource", database.pool());
      context.register(ByClass.class);
      context.refresh();
      assertThat(context.containsBean("lintelSqlSession")).isTrue();
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
