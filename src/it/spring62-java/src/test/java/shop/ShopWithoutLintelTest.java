package shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;
import shop.contract.OrderService;
import shop.contract.Postgres;
import shop.orders.DatabaseStatus;

/** The shop works before Lintel is imported: what fails here is the shop's own fault. */
@SpringJUnitConfig(DatabaseConfiguration.class)
class ShopWithoutLintelTest {

  @Autowired private ApplicationContext context;
  @Autowired private OrderService orders;
  @Autowired private DatabaseStatus status;

  @DynamicPropertySource
  static void database(DynamicPropertyRegistry properties) {
    String url = Postgres.newDatabase();
    properties.add("shop.database.url", () -> url);
  }

  @Test
  void placesOrdersByItsMapperAndByJpa() throws Exception {
    orders.placeOrder("Ada");
    orders.placeOrderByJpa("Grace");
    assertThatThrownBy(
            () ->
                orders.inTransaction(
                    () -> {
                      orders.placeOrder("Nobody");
                      throw new IllegalStateException("rolled back");
                    }))
        .hasMessage("rolled back");
    assertThat(orders.countOrders()).isEqualTo(2);
    assertThat(status.describe())
        .isEqualTo("PostgreSQL, migrations 2, items 2, orders 2, mappers 2");
  }

  @Test
  void hasNothingOfLintels() {
    assertThat(context.containsBean("lintelSqlSession")).isFalse();
    assertThat(AopUtils.isJdkDynamicProxy(orders)).isTrue();
  }
}
