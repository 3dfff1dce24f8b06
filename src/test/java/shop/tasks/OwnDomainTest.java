package shop.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lintel.InvalidValueException;
import dev.lintel.items.ItemOperations;
import dev.lintel.migrations.Migrations;
import dev.lintel.session.Database;
import dev.lintel.testing.PostgresTest;
import dev.lintel.testing.TestDatabase;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What docs/adding-a-domain.md says, done. */
@PostgresTest
class OwnDomainTest {

  @Test
  void livesBesideItemsInOneTransaction(TestDatabase server) {
    Migrations.over(server.pool())
        .schema("shop")
        .locations("classpath:shop/tasks/migrations")
        .historyTable("shop_history")
        .upgrade();
    Database database = Database.over(server.pool());
    TaskOperations.install(database.sqlSessionFactory().getConfiguration());
    Instant due = Instant.parse("2026-03-29T01:30:00.123456Z");

    Task task =
        database.inTransaction(
            session -> {
              ItemOperations.createItem(session, "Lamp", "new");
              return TaskOperations.createTask(
                  session, "Dust the lamp", Map.of("hours", new BigDecimal("1.50")), due);
            });

    assertThat(task.getDueAt()).isEqualTo(due);
    assertThat(task.getDetails()).containsEntry("hours", new BigDecimal("1.50"));
    List<Task> urgent =
        database.inAutoCommit(
            session -> TaskOperations.listTasksDueBefore(session, due.plusSeconds(1), 10));
    assertThat(urgent)
        .singleElement()
        .satisfies(read -> assertThat(read.getTitle()).isEqualTo("Dust the lamp"));
    assertThatThrownBy(
            () ->
                database.inTransaction(
                    s -> TaskOperations.createTask(s, "a\u0000b", Map.of(), due)))
        .isInstanceOf(InvalidValueException.class)
        .hasMessageStartingWith("title");
  }
}
