package shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.FilterType;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import shop.catalog.CatalogService;
import shop.contract.OrderService;
import shop.contract.Postgres;
import shop.stock.Item;
import shop.stock.StockService;

/** The application as it was before it imported Lintel: it does its work. */
@SpringBootTest(classes = WithoutLintelTest.ShopWithoutLintel.class)
class WithoutLintelTest {

  @EnableAutoConfiguration
  @ComponentScan(
      excludeFilters = {
        @Filter(type = FilterType.CUSTOM, classes = TypeExcludeFilter.class),
        @Filter(
            type = FilterType.ASSIGNABLE_TYPE,
            classes = {ShopApplication.class, CatalogService.class})
      })
  static class ShopWithoutLintel {}

  @DynamicPropertySource
  static void database(DynamicPropertyRegistry registry) {
    String url = Postgres.newDatabase();
    registry.add("spring.datasource.url", () -> url);
  }

  @Autowired private ApplicationContext context;
  @Autowired private OrderService orders;
  @Autowired private StockService stock;

  @Test
  void knowsNoLintel() {
    assertThat(context.getBeanDefinitionNames())
        .isNotEmpty()
        .noneMatch(name -> name.startsWith("lintel"));
  }

  @Test
  void mapperAndJpaWriteInOneTransaction() throws Exception {
    long before = orders.countOrders();
    orders.inTransaction(
        () -> {
          orders.placeOrder("Ann");
          orders.placeOrderByJpa("Ben");
          return null;
        });
    assertThat(orders.countOrders()).isEqualTo(before + 2);
    assertThatThrownBy(
            () ->
                orders.inTransaction(
                    () -> {
                      orders.placeOrder("Ann");
                      orders.placeOrderByJpa("Ben");
                      throw new IllegalStateException("fails");
                    }))
        .hasMessage("fails");
    assertThat(orders.countOrders()).isEqualTo(before + 2);
  }

  @Test
  void readsItsOwnItems() {
    assertThat(stock.items()).extracting(Item::inStock).containsExactly(12, 0);
    assertThat(stock.label(1)).isEqualTo("Lighting");
  }
}
