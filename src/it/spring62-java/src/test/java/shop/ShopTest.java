package shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.lintel.NoTransactionException;
import dev.lintel.StaleStateException;
import dev.lintel.items.Item;
import dev.lintel.items.ItemOperations;
import java.math.BigDecimal;
import org.apache.ibatis.session.SqlSession;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import shop.contract.HostContract;
import shop.contract.Postgres;
import shop.items.Sales;
import shop.orders.DatabaseStatus;

@SpringJUnitConfig(ShopConfiguration.class)
class ShopTest extends HostContract {

  private static final String URL = Postgres.newDatabase();

  @Autowired private ApplicationContext context;
  @Autowired private Sales sales;
  @Autowired private DatabaseStatus status;

  @DynamicPropertySource
  static void database(DynamicPropertyRegistry properties) {
    properties.add("shop.database.url", () -> URL);
  }

  @Override
  protected ApplicationContext context() {
    return context;
  }

  @Override
  protected String url() {
    return URL;
  }

  @Override
  protected int connectionsInUse() {
    HikariDataSource pool = context.getBean("dataSource", HikariDataSource.class);
    return pool.getHikariPoolMXBean().getActiveConnections();
  }

  @Override
  protected String springLine() {
    return "6.2.";
  }

  @Test
  void sellsAnItemOnce() {
    Item lamp = ItemOperations.createItem(session(), "Lamp", "ready");
    long before = orders().countOrders();
    assertThat(sales.sell(lamp.getId(), "Ada").getStatus()).isEqualTo("sold");
    assertThatThrownBy(() -> sales.sell(lamp.getId(), "Grace"))
        .isInstanceOf(StaleStateException.class);
    assertThat(orders().countOrders()).isEqualTo(before + 1); // the second is rolled back
  }

  @Test
  void aScopeWithoutATransactionCommitsEachOperation() {
    TransactionTemplate supports =
        new TransactionTemplate(context.getBean(DataSourceTransactionManager.class));
    supports.setPropagationBehavior(TransactionDefinition.PROPAGATION_SUPPORTS);
    supports.executeWithoutResult(
        scope -> {
          Item lamp = ItemOperations.createItem(session(), "Lamp", "supported");
          scope.setRollbackOnly(); // there is nothing to roll back
          assertThatThrownBy(
                  () -> ItemOperations.forEachItemByStatus(session(), "supported", item -> {}))
              .isInstanceOf(NoTransactionException.class);
          ItemOperations.updateItemStatus(session(), lamp.getId(), "kept");
        });
    assertThat(ItemOperations.countItemsByStatus(session(), "kept")).isEqualTo(1);
  }

  @Test
  void theApplicationsFactoryHoldsItsOwnMappersOnly() throws Exception {
    assertThat(status.describe()).endsWith("mappers 2");
    // a statement of this name is Lintel's as well, in a factory that is not asked here
    SqlSession own = context.getBean(SqlSession.class);
    assertThat(own.<BigDecimal>selectOne("findItemById", 1)).isEqualByComparingTo("9.90");
  }
}
