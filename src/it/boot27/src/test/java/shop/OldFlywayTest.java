package shop;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lintel.ConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.core.NestedExceptionUtils;
import shop.contract.Postgres;

/** With Boot 2.7's own Flyway, {@code lintel.migrate=true} is refused by name. */
@EnabledIf("shop.FlywayVersion#isBoots")
class OldFlywayTest {

  @Test
  void isRefusedByName() {
    String url = Postgres.newDatabase();
    assertThatThrownBy(
            () ->
                new SpringApplicationBuilder(ShopApplication.class)
                    .run("--spring.datasource.url=" + url, "--lintel.migrate=true"))
        .extracting(NestedExceptionUtils::getRootCause)
        .isInstanceOf(ConfigurationException.class)
        .extracting("message")
        .asString()
        .startsWith("Flyway 8.5.13: expected 9.22.3 or newer")
        .contains("flyway.version");
  }
}
