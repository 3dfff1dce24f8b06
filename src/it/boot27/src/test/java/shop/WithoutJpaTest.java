package shop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lintel.spring.LintelConfiguration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.data.jpa.JpaRepositoriesAutoConfiguration;
import org.springframework.boot.autoconfigure.orm.jpa.HibernateJpaAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import shop.catalog.CatalogService;
import shop.contract.Postgres;

/**
 * JPA makes Boot run Flyway before all else. Without it, the first bean that is made here is a
 * service with {@code lintelSqlSession}: Lintel's schema is looked at when Flyway has made it.
 */
@SpringBootTest(classes = WithoutJpaTest.ShopWithoutJpa.class)
class WithoutJpaTest {

  @EnableAutoConfiguration(
      exclude = {HibernateJpaAutoConfiguration.class, JpaRepositoriesAutoConfiguration.class})
  @Import({CatalogService.class, LintelConfiguration.class, MigrationConfiguration.class})
  static class ShopWithoutJpa {}

  @DynamicPropertySource
  static void database(DynamicPropertyRegistry registry) {
    String url = Postgres.newDatabase();
    registry.add("spring.datasource.url", () -> url);
  }

  @Autowired private CatalogService catalog;

  @Test
  void worksInTheTransactionsOfTheJdbcManager() {
    catalog.publish("Lamp");
    assertThat(catalog.published(10)).extracting("name").containsExactly("Lamp");
  }
}
