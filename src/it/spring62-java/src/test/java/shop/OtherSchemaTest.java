package shop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lintel.items.Item;
import dev.lintel.items.ItemOperations;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.ibatis.session.SqlSession;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import shop.contract.Postgres;

/** An application whose database has a schema {@code lintel} of another purpose. */
class OtherSchemaTest {

  @Test
  void lintelStandsInTheSchemaThatTheApplicationNames() {
    try (AnnotationConfigApplicationContext context =
        StartedContext.of(
            ShopConfiguration.class,
            Map.of(
                "shop.database.url", Postgres.newDatabase(), "lintel.schema", "persistence"))) {
      SqlSession session = context.getBean("lintelSqlSession", SqlSession.class);
      DataSource dataSource = context.getBean("dataSource", DataSource.class);
      JdbcTemplate jdbc = new JdbcTemplate(dataSource);
      Item lamp = ItemOperations.createItem(session, "Lamp", "new");
      new TransactionTemplate(new JdbcTransactionManager(dataSource))
          .executeWithoutResult(
              status -> {
                ItemOperations.updateItemStatus(session, lamp.getId(), "new", "ready");
                status.setRollbackOnly();
              });
      assertThat(ItemOperations.pageItemsByStatus(session, "new", 10, null).getContent())
          .containsExactly(lamp);
      assertThat(jdbc.queryForList("SELECT name FROM persistence.items", String.class))
          .containsExactly("Lamp");
      assertThat(jdbc.queryForList("SELECT nspname FROM pg_namespace", String.class))
          .doesNotContain("lintel");
    }
  }
}
