package shop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lintel.migrations.Migrations;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import shop.contract.Postgres;

/** What the application's own Flyway made of Lintel's scripts, {@code lintel.migrate} goes on with. */
@EnabledIf("shop.FlywayVersion#isNewer")
class TakeOverTest {

  @Test
  void findsNothingToDo() {
    String url = "--spring.datasource.url=" + Postgres.newDatabase();
    start(url, "--lintel.migrate=false").close();
    try (ConfigurableApplicationContext context = start(url, "--lintel.migrate=true")) {
      assertThat(context.containsBean("migrationConfiguration")).isFalse();
      Migrations migrations = Migrations.over(context.getBean(DataSource.class));
      assertThat(migrations.pending()).isEmpty();
      assertThat(migrations.history()).hasSize(3);
    }
  }

  private static ConfigurableApplicationContext start(String... arguments) {
    return new SpringApplicationBuilder(ShopApplication.class).run(arguments);
  }
}
