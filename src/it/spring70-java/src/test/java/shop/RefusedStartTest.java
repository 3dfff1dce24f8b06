package shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lintel.ConfigurationException;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import shop.config.ShopConfig;
import shop.contract.Postgres;

/** What would go wrong later stops the start, and leaves nothing behind. */
class RefusedStartTest {

  private final String url = Postgres.newDatabase();

  /** One pool more, which no transaction manager knows. */
  @Configuration
  static class Reporting {
    @Bean(defaultCandidate = false)
    DataSource reportingDataSource(@Value("${datasource.url}") String url) {
      return new DriverManagerDataSource(url);
    }
  }

  private void refused(Map<String, Object> properties, String... message) {
    assertThatThrownBy(
            () -> StartedShop.on(url, properties, ShopConfig.class, Reporting.class).close())
        .hasRootCauseInstanceOf(ConfigurationException.class)
        .rootCause()
        .hasMessageContainingAll(message);
    assertThat(
            new JdbcTemplate(new DriverManagerDataSource(url))
                .queryForObject("SELECT to_regnamespace('lintel')::text", String.class))
        .isNull();
  }

  @Test
  void aDataSourceOfNoTransactionManager() {
    refused(
        Map.of("lintel.dataSource", "reportingDataSource"),
        "'reportingDataSource', which no transaction manager uses",
        "'jpaTransactionManager' uses 'dataSource'",
        "set lintel.dataSource=dataSource");
  }

  @Test
  void aDataSourceThatIsNotThere() {
    refused(Map.of("lintel.dataSource", "pool"), "there is no bean 'pool'", "reportingDataSource");
  }

  @Test
  void aSwitchThatIsNeitherOnNorOff() {
    refused(Map.of("lintel.migrate", "yes"), "lintel.migrate", "'yes'");
  }
}
