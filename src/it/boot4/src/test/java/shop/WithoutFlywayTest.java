package shop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lintel.spring.LintelConfiguration;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.PlatformTransactionManager;
import shop.catalog.CatalogService;
import shop.contract.Postgres;
import shop.stock.StockService;

/** No Flyway of Boot's and no JPA: tables that a DBA made, JDBC's manager, and Lintel's upgrade. */
@SpringBootTest(
    classes = WithoutFlywayTest.ShopWithoutFlyway.class,
    properties = "spring.flyway.enabled=false")
class WithoutFlywayTest {

  @EnableAutoConfiguration(
      exclude = {HibernateJpaAutoConfiguration.class, DataJpaRepositoriesAutoConfiguration.class})
  @Import({CatalogService.class, StockService.class, LintelConfiguration.class})
  static class ShopWithoutFlyway {}

  @DynamicPropertySource
  static void database(DynamicPropertyRegistry registry) {
    String url = Postgres.newDatabase();
    new ResourceDatabasePopulator(new ClassPathResource("db/migration/V2__create_stock.sql"))
        .execute(new DriverManagerDataSource(url));
    registry.add("spring.datasource.url", () -> url);
  }

  @Autowired private ApplicationContext context;
  @Autowired private PlatformTransactionManager manager;
  @Autowired private CatalogService catalog;
  @Autowired private StockService stock;
  @Autowired private JdbcTemplate jdbc;

  @Test
  void lintelUpgradesItsSchemaBesideTablesThatWereThere() {
    assertThat(context.getBeanNamesForType(Flyway.class)).isEmpty();
    assertThat(
            jdbc.queryForList(
                "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'",
                String.class))
        .containsExactlyInAnyOrder("items", "parents");
    assertThat(stock.items()).hasSize(2);
  }

  @Test
  void operationsWorkInTheTransactionsOfTheJdbcManager() {
    assertThat(manager).isInstanceOf(JdbcTransactionManager.class);
    catalog.publish("Lamp");
    assertThat(catalog.published(10)).extracting("name").containsExactly("Lamp");
  }
}
