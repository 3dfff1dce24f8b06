package shop;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import shop.contract.Postgres;
import shop.stock.Item;
import shop.stock.StockMapper;

/** The application as it was before it imported Lintel: it does its work. */
@SpringBootTest(classes = WithoutLintelTest.ShopWithoutLintel.class)
class WithoutLintelTest {

  @EnableAutoConfiguration
  static class ShopWithoutLintel {}

  @DynamicPropertySource
  static void database(DynamicPropertyRegistry registry) {
    String url = Postgres.newDatabase();
    Dba.run(url, Dba.SHOP);
    registry.add("spring.datasource.url", () -> url);
  }

  @Autowired private StockMapper stock;

  @Test
  void readsItsOwnItems() {
    assertThat(stock.findItems()).extracting(Item::getInStock).containsExactly(12, 0);
  }
}
