package shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.ClassPathXmlApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import shop.contract.OrderService;
import shop.contract.Postgres;

/** The application before it imports Lintel: if this fails, Lintel is not to blame. */
class ShopAloneTest {

  private static ClassPathXmlApplicationContext context;

  @BeforeAll
  static void start() {
    System.setProperty("jdbc.url", Postgres.newDatabase());
    context =
        new ClassPathXmlApplicationContext(
            "applicationContext-dao.xml", "applicationContext-service.xml");
  }

  @AfterAll
  static void stop() {
    context.close();
    System.clearProperty("jdbc.url");
  }

  private final OrderService orders = context.getBean(OrderService.class);

  @Test
  void holdsNothingOfLintel() {
    assertThat(context.getBeanDefinitionNames()).noneMatch(name -> name.startsWith("lintel"));
    assertThat(
            context
                .getBean(JdbcTemplate.class)
                .queryForObject("SELECT to_regnamespace('lintel')::text", String.class))
        .isNull();
  }

  @Test
  void placesOrders() throws Exception {
    long before = orders.countOrders();
    orders.placeOrder("Ada");
    orders.inJpaTransaction(
        () -> {
          orders.placeOrderByJpa("Grace");
          return null;
        });
    assertThat(orders.countOrders()).isEqualTo(before + 2);
  }

  @Test
  void rollsBackOrNotAsItsXmlSays() throws Exception {
    long before = orders.countOrders();
    assertThatThrownBy(() -> orders.inTransaction(() -> placeAndThrow(new RuntimeException())));
    assertThat(orders.countOrders()).isEqualTo(before);
    assertThatThrownBy(() -> orders.inTransaction(() -> placeAndThrow(new Exception())));
    assertThat(orders.countOrders()).isEqualTo(before + 1);
    assertThatThrownBy(
        () ->
            orders.inTransactionRolledBackForAnyException(() -> placeAndThrow(new Exception())));
    assertThat(orders.countOrders()).isEqualTo(before + 1);
  }

  private Void placeAndThrow(Exception failure) throws Exception {
    orders.placeOrder("Ada");
    throw failure;
  }
}
