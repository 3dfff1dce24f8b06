package shop.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lintel.items.ItemOperations;
import dev.lintel.testing.PostgresTest;
import dev.lintel.testing.TestDatabase;
import java.time.Instant;
import java.util.Map;
import org.apache.ibatis.session.SqlSession;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What docs/adding-a-domain.md says of Spring, done. */
@PostgresTest
class OwnDomainInSpringTest {

  @Test
  void livesBesideItemsInTheApplicationsTransaction(TestDatabase database) {
    try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
      DataSourceTransactionManager manager = new DataSourceTransactionManager(database.pool());
      // as singletons: the test's pool is not the context's to close
      context.getBeanFactory().registerSingleton("dataSource", database.pool());
      context.getBeanFactory().registerSingleton("transactionManager", manager);
      context.register(TaskConfiguration.class);
      context.refresh();
      SqlSession session = context.getBean("lintelSqlSession", SqlSession.class);
      Instant due = Instant.parse("2026-03-29T01:30:00.123456Z");
      TransactionTemplate transaction = new TransactionTemplate(manager);
      transaction.executeWithoutResult(
          status -> {
            ItemOperations.createItem(session, "Lamp", "undone");
            TaskOperations.createTask(session, "Dust the lamp", Map.of(), due);
            status.setRollbackOnly();
          });
      assertThat(TaskOperations.listTasksDueBefore(session, due.plusSeconds(1), 10)).isEmpty();
      transaction.executeWithoutResult(
          status -> TaskOperations.createTask(session, "Dust the lamp", Map.of(), due));
      assertThat(TaskOperations.listTasksDueBefore(session, due.plusSeconds(1), 10))
          .extracting(Task::getTitle)
          .containsExactly("Dust the lamp");
      assertThat(ItemOperations.countItemsByStatus(session, "undone")).isZero();
    }
  }
}
