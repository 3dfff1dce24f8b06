package shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.aop.support.AopUtils;
import shop.config.PersistenceConfig;
import shop.contract.Postgres;
import shop.service.Orders;
import shop.service.Statistics;
import shop.service.Statistics.Numbers;

/** The shop works before Lintel is imported: what fails here is the shop's own fault. */
class WithoutLintelTest {

  @Test
  void theShopWorks() throws Exception {
    try (var shop = StartedShop.on(Postgres.newDatabase(), PersistenceConfig.class)) {
      var orders = shop.getBean(Orders.class);
      assertThat(AopUtils.isCglibProxy(orders)).isTrue();
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
      assertThat(shop.getBean(Statistics.class).collect())
          .isEqualTo(new Numbers(2, 2, 1, List.of("Ada", "Grace"), 1, "2"));
      assertThat(shop.containsBean("lintelSqlSession")).isFalse();
    }
  }
}
