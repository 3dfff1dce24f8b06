package dev.lintel.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.lintel.DatabaseException;
import dev.lintel.items.ItemOperations;
import dev.lintel.session.Database;
import dev.lintel.testing.LockWait;
import dev.lintel.testing.PostgresTest;
import dev.lintel.testing.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The server has no connection left for a login (53300). */
@Tag("faults")
@PostgresTest
class FullServerTest {

  private static final String PASSWORD = "full-server-secret";

  private final String role = "lintel_full_" + Long.toHexString(System.nanoTime());

  @BeforeEach
  void createRole(TestDatabase test) {
    test.execute("CREATE ROLE " + role + " LOGIN PASSWORD '" + PASSWORD + "' CONNECTION LIMIT 1");
    test.execute("GRANT USAGE ON SCHEMA lintel TO " + role);
    test.execute("GRANT ALL ON ALL TABLES IN SCHEMA lintel TO " + role);
  }

  @AfterEach
  void dropRole(TestDatabase test) {
    awaitNoSession(test);
    test.execute("DROP OWNED BY " + role);
    test.execute("DROP ROLE " + role);
  }

  @Test
  void refusesTheStartByNameAndLetsItInAfterwards(TestDatabase test) throws Exception {
    String url = test.url().replaceFirst("//[^@]*@", "//" + role + ":" + PASSWORD + "@");
    try (Connection only = DriverManager.getConnection(test.jdbcUrl(role, PASSWORD))) {
      assertThat(only.isValid(60)).isTrue();
      assertThatThrownBy(() -> Database.connect(url))
          .isInstanceOfSatisfying(
              DatabaseException.class, e -> assertThat(e.getSqlState()).isEqualTo("53300"))
          .hasMessageContaining("cannot connect: too many connections")
          .hasMessageContaining(role)
          .satisfies(e -> assertThat(e.toString()).doesNotContain(PASSWORD));
    }
    awaitNoSession(test);
    try (Database database = Database.builder().url(url).maximumPoolSize(1).build()) {
      database.useTransaction(s -> ItemOperations.createItem(s, "Lamp", "new"));
    }
  }

  @Test
  void isNamedWhenThePoolCannotGrow(TestDatabase test) throws Exception {
    try (HikariDataSource pool = pool(test)) {
      Database database = Database.over(pool);
      database.useTransaction(
          first -> {
            ItemOperations.countItemsByStatus(first, "new");
            assertThatThrownBy(
                    () -> database.useTransaction(s -> ItemOperations.countItemsByStatus(s, "new")))
                .isInstanceOfSatisfying(
                    DatabaseException.class, e -> assertThat(e.getSqlState()).isEqualTo("53300"))
                .hasMessageContaining("too many connections");
          });
      database.useTransaction(s -> ItemOperations.createItem(s, "Lamp", "new"));
    }
  }

  private HikariDataSource pool(TestDatabase test) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(test.jdbcUrl(role, PASSWORD));
    config.setMaximumPoolSize(2);
    config.setMinimumIdle(0);
    config.setConnectionTimeout(2_000);
    return new HikariDataSource(config);
  }

  private void awaitNoSession(TestDatabase test) {
    LockWait.awaitTrue(
        test,
        "SELECT NOT EXISTS (SELECT FROM pg_stat_activity WHERE usename = '" + role + "')",
        "a session of " + role + " is left");
  }
}
