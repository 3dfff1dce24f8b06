package shop.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lintel.InvalidValueException;
import dev.lintel.items.ItemOperations;
import dev.lintel.migrations.Migrations;
import dev.lintel.session.Database;
import dev.lintel.testing.PostgresTest;
import dev.lintel.testing.TestDatabase;
import dev.lintel.tools.review.Review;
import dev.lintel.tools.review.Reviewed;
import dev.lintel.tools.review.result.StatementReview;
import dev.lintel.tools.schema.Project;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/adding-a-domain.md says, done. */
@PostgresTest
class OwnDomainTest {

  @Test
  void livesBesideItemsInOneTransaction(TestDatabase server) {
    Migrations migrations =
        Migrations.over(server.pool())
            .schema("shop")
            .locations("classpath:shop/tasks/migrations")
            .undoLocations("classpath:shop/tasks/undo")
            .historyTable("shop_history");
    migrations.upgrade();
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

    migrations.downgradeTo("base");
    assertThat(server.value("SELECT to_regclass('shop.tasks')")).isNull();
  }

  @Test
  void itsStatementsPassTheReview(@TempDir Path folder) throws IOException {
    Path classes = classesOfTheDomain(folder);
    Path tasks = Path.of("src/test/resources/shop/tasks");
    Reviewed reviewed =
        Review.project(Path.of(""))
            .mappers(tasks)
            .classpath(List.of(classes))
            .migrations(Project.in(tasks).inSchema("shop", "shop_history"))
            .plans(folder.resolve("plans"))
            .report(folder.resolve("report"))
            .run();

    reviewed.assertPasses();
    assertThat(reviewed.result().statements())
        .extracting(StatementReview::name)
        .containsExactly("TaskMapper.createTask", "TaskMapper.listTasksDueBefore");
  }

  /** Beside the other classes of the tests, some of which are mappers with annotations. */
  private static Path classesOfTheDomain(Path folder) throws IOException {
    Path target = Files.createDirectories(folder.resolve("classes/shop/tasks"));
    try (DirectoryStream<Path> classes =
        Files.newDirectoryStream(Path.of("target/test-classes/shop/tasks"), "*.class")) {
      for (Path file : classes) {
        Files.copy(file, target.resolve(file.getFileName()));
      }
    }
    return folder.resolve("classes");
  }
}
