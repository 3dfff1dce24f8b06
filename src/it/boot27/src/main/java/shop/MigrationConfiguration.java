package shop;

import org.flywaydb.core.Flyway;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.flyway.FlywayMigrationStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Boot 2.7 brings Flyway 8, which is too old for {@code lintel.migrate=true}: here it runs Lintel's
 * scripts itself, after the application's own, in Lintel's schema and with Lintel's history.
 */
@Configuration
@ConditionalOnProperty(name = "lintel.migrate", havingValue = "false", matchIfMissing = true)
class MigrationConfiguration {

  @Bean
  FlywayMigrationStrategy migrateLintelToo() {
    return own -> {
      own.migrate();
      Flyway.configure()
          .dataSource(own.getConfiguration().getDataSource())
          .schemas("lintel")
          .table("lintel_schema_history")
          .locations("classpath:lintel/db/migrations")
          .load()
          .migrate();
    };
  }
}
