package shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lintel.InvalidValueException;
import dev.lintel.items.Item;
import dev.lintel.items.ItemOperations;
import java.math.BigDecimal;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.SqlSession;
import org.apache.ibatis.session.SqlSessionFactory;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import shop.contract.Postgres;
import shop.orders.ItemMapper;
import shop.orders.OrderMapper;
import shop.ownfactory.OwnFactory;
import shop.ownfactory.Stock;

class BesideAMyBatisFactoryTest {

  private static AnnotationConfigApplicationContext context;
  private static SqlSession session;
  private static ItemMapper own;
  private static Stock stock;

  @BeforeAll
  static void start() {
    String url = Postgres.newDatabase();
    Flyway.configure().dataSource(url, null, null).load().migrate(); // the shop's own tables
    context = StartedContext.of(OwnFactory.class, Map.of("shop.database.url", url));
    session = context.getBean(SqlSession.class);
    own = context.getBean(ItemMapper.class);
    stock = context.getBean(Stock.class);
  }

  @AfterAll
  static void stop() {
    context.close();
  }

  @Test
  void operationsTakeTheApplicationsOwnSession() {
    Item lamp = ItemOperations.createItem(session, "Lamp", "new");
    assertThat(ItemOperations.getItemById(session, lamp.getId())).isEqualTo(lamp);
    assertThat(context.getBean(OrderMapper.class).countLintelItems("new")).isEqualTo(1);
  }

  @Test
  void oneTransactionHoldsBoth() {
    stock.receive(3, new BigDecimal("3.50"), "Bulb");
    assertThat(own.findItemById(3)).isEqualByComparingTo("3.50");
    assertThat(ItemOperations.countItemsByStatus(session, "received")).isEqualTo(1);
    // what Lintel refuses undoes the application's part
    assertThatThrownBy(() -> stock.receive(4, BigDecimal.ONE, "x".repeat(201)))
        .isInstanceOf(InvalidValueException.class);
    assertThat(own.findItemById(4)).isNull();
    // and what the application's table refuses, Lintel's
    assertThatThrownBy(() -> stock.receive(3, BigDecimal.ONE, "Bulb"))
        .isInstanceOf(DuplicateKeyException.class);
    assertThat(ItemOperations.countItemsByStatus(session, "received")).isEqualTo(1);
  }

  @Test
  void aReadIsNotAnsweredFromTheCacheOfTheApplicationsSession() {
    JdbcTemplate jdbc = new JdbcTemplate(context.getBean(DataSource.class));
    new TransactionTemplate(context.getBean(PlatformTransactionManager.class))
        .executeWithoutResult(
            transaction -> {
              Item lamp = ItemOperations.createItem(session, "Lamp", "cached");
              ItemOperations.listItemsByStatus(session, "cached").clear(); // the caller's own list
              jdbc.update("UPDATE lintel.items SET name = 'Desk' WHERE id = ?", lamp.getId());
              assertThat(ItemOperations.listItemsByStatus(session, "cached"))
                  .extracting(Item::getName)
                  .containsExactly("Desk");
              transaction.setRollbackOnly();
            });
    assertThat(ItemOperations.countItemsByStatus(session, "cached")).isZero();
  }

  @Test
  void shortNamesOfStatementsGoOnMeaningTheApplicationsOwn() {
    assertThat(session.<BigDecimal>selectOne("findItemById", 1)).isEqualByComparingTo("9.90");
    assertThat(session.insert("createItem", Map.of("itemNo", 9, "price", BigDecimal.TEN)))
        .isEqualTo(1);
    assertThat(session.<BigDecimal>selectOne("shop.orders.ItemMapper.findItemById", 9))
        .isEqualByComparingTo("10");
    assertThat(ItemOperations.findItemById(session, UUID.randomUUID())).isEmpty();
  }

  @Test
  void theApplicationsSettingsStayAsTheyWere() {
    Configuration configuration = context.getBean(SqlSessionFactory.class).getConfiguration();
    assertThat(configuration.hasMapper(ItemMapper.class)).isTrue();
    assertThat(configuration.isCacheEnabled()).isEqualTo(new Configuration().isCacheEnabled());
    assertThat(configuration.getTypeHandlerRegistry().hasTypeHandler(UUID.class)).isFalse();
    assertThat(context.getBeanDefinitionNames()).doesNotContain("lintelSqlSession");
  }
}
