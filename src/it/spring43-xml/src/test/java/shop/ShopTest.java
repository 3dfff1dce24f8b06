package shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lintel.StaleStateException;
import dev.lintel.items.Item;
import dev.lintel.items.ItemOperations;
import org.apache.commons.dbcp2.BasicDataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import org.springframework.context.support.ClassPathXmlApplicationContext;
import shop.contract.HostContract;
import shop.contract.Postgres;
import shop.service.StockService;

/** The application with Lintel imported. */
class ShopTest extends HostContract {

  private static String url;
  private static ClassPathXmlApplicationContext context;

  @BeforeAll
  static void start() {
    url = Postgres.newDatabase();
    System.setProperty("jdbc.url", url);
    context = new ClassPathXmlApplicationContext("applicationContext.xml");
  }

  @AfterAll
  static void stop() {
    context.close();
    System.clearProperty("jdbc.url");
  }

  @Override
  protected ApplicationContext context() {
    return context;
  }

  @Override
  protected String url() {
    return url;
  }

  @Override
  protected int connectionsInUse() {
    return context.getBean(BasicDataSource.class).getNumActive();
  }

  @Override
  protected String springLine() {
    return "4.3.";
  }

  @Test
  void sellsAnItemOnce() {
    StockService stock = context.getBean(StockService.class);
    Item item = ItemOperations.createItem(session(), "Lamp", "in stock");
    long before = orders().countOrders();
    stock.sell(item.getId(), "Ada");
    assertThat(ItemOperations.getItemById(session(), item.getId()).getStatus()).isEqualTo("sold");
    assertThat(orders().countOrders()).isEqualTo(before + 1);
    // the second order is rolled back
    assertThatThrownBy(() -> stock.sell(item.getId(), "Grace"))
        .isExactlyInstanceOf(StaleStateException.class);
    assertThat(orders().countOrders()).isEqualTo(before + 1);
  }
}
