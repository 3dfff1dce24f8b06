package shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.lintel.ConfigurationException;
import dev.lintel.items.ItemOperations;
import org.apache.ibatis.session.SqlSessionFactory;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.util.ClassUtils;
import shop.catalog.CatalogService;
import shop.contract.Postgres;
import shop.stock.Item;
import shop.stock.StockMapper;

/** The application starts on tables that have no history, and without Flyway. */
@SpringBootTest
class ShopTest {

  @DynamicPropertySource
  static void database(DynamicPropertyRegistry registry) {
    String url = Postgres.newDatabase();
    Dba.run(url, Dba.SHOP);
    Dba.run(url, Dba.LINTEL);
    registry.add("spring.datasource.url", () -> url);
  }

  @Autowired private CatalogService catalog;
  @Autowired private StockMapper stock;
  @Autowired private SqlSessionFactory factory;

  @Test
  void gotNoFlywayFromLintel() {
    assertThat(ItemOperations.class.getProtectionDomain().getCodeSource().getLocation().getPath())
        .endsWith(".jar");
    assertThat(ClassUtils.isPresent("org.flywaydb.core.Flyway", null)).isFalse();
  }

  @Test
  void worksInTheTransactionsOfTheJdbcManager() {
    catalog.show("LAMP-1", "Lamp");
    assertThatThrownBy(() -> catalog.show("LAMP-9", "Lamp of no stock"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(catalog.shown(10)).extracting("name").containsExactly("Lamp");
    assertThat(stock.findItems()).extracting(Item::getInStock).containsExactly(11, 0);
  }

  @Test
  void findsItsOwnFactoryByType() {
    assertThat(factory.getConfiguration().hasMapper(StockMapper.class)).isTrue();
  }

  @Test
  void isToldWhereLintelsTablesAreMissing() {
    assertThat(refusal("--lintel.migrate=false"))
        .startsWith("DataSource 'dataSource': schema lintel: expected Lintel's tables")
        .contains("upgrade head --sql");
  }

  @Test
  void isToldThatAnUpgradeTakesFlyway() {
    assertThat(refusal("--lintel.migrate=true"))
        .startsWith("lintel.migrate: the upgrade of schema lintel by the DataSource 'dataSource'")
        .contains("add org.flywaydb:flyway-core 9.22.3 or newer", "let a DBA run the migrations");
  }

  /** What stops the start on a database without Lintel's tables. */
  private static String refusal(String property) {
    String url = Postgres.newDatabase();
    Dba.run(url, Dba.SHOP);
    Throwable thrown =
        catchThrowable(
            () ->
                new SpringApplicationBuilder(ShopApplication.class)
                    .run("--spring.datasource.url=" + url, property)
                    .close());
    while (!(thrown instanceof ConfigurationException) && thrown != null) {
      thrown = thrown.getCause();
    }
    return String.valueOf(thrown == null ? null : thrown.getMessage());
  }
}
