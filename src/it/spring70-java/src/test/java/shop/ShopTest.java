package shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.lintel.StaleStateException;
import dev.lintel.items.ItemOperations;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import shop.catalogue.Catalogue;
import shop.config.ShopConfig;
import shop.contract.HostContract;
import shop.contract.Postgres;
import shop.service.Statistics;

class ShopTest extends HostContract {

  private static final String URL = Postgres.newDatabase();
  private static ConfigurableApplicationContext shop;

  @BeforeAll
  static void start() {
    shop = StartedShop.on(URL, ShopConfig.class);
  }

  @AfterAll
  static void stop() {
    shop.close();
  }

  @Override
  protected ApplicationContext context() {
    return shop;
  }

  @Override
  protected String url() {
    return URL;
  }

  @Override
  protected int connectionsInUse() {
    return shop.getBean(HikariDataSource.class).getHikariPoolMXBean().getActiveConnections();
  }

  @Override
  protected String springLine() {
    return "7.0.";
  }

  @Test
  void sellsAnItemOnce() {
    var catalogue = shop.getBean(Catalogue.class);
    var lamp = ItemOperations.createItem(session(), "Lamp", "ready");
    var before = orders().countOrders();
    assertThat(catalogue.sell(lamp.getId(), "Ada").getStatus()).isEqualTo("sold");
    assertThatThrownBy(() -> catalogue.sell(lamp.getId(), "Grace"))
        .isInstanceOf(StaleStateException.class);
    assertThat(orders().countOrders()).isEqualTo(before + 1); // the second is rolled back
  }

  @Test
  void theApplicationsFactoryHoldsItsOwnMapperOnly() {
    assertThat(shop.getBean(Statistics.class).collect().mappers()).isEqualTo(1);
  }
}
