package shop;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.health.actuate.endpoint.CompositeHealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import shop.contract.Postgres;

/** Actuator finds one healthy database, as it would without Lintel. */
@SpringBootTest
class HealthTest {

  @DynamicPropertySource
  static void database(DynamicPropertyRegistry registry) {
    String url = Postgres.newDatabase();
    registry.add("spring.datasource.url", () -> url);
  }

  @Autowired private HealthEndpoint health;

  @Test
  void isUp() {
    assertThat(health.health().getStatus()).isEqualTo(Status.UP);
    assertThat(((CompositeHealthDescriptor) health.health()).getComponents().get("db").getStatus())
        .isEqualTo(Status.UP);
  }
}
