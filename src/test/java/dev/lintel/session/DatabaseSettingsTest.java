package dev.lintel.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.lintel.DatabaseException;
import dev.lintel.InvalidValueException;
import dev.lintel.items.Item;
import dev.lintel.items.ItemOperations;
import dev.lintel.testing.PostgresTest;
import dev.lintel.testing.TestDatabase;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.ibatis.session.SqlSession;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a builder's and a URL's settings do on the server, and which are refused. */
@PostgresTest
class DatabaseSettingsTest {

  @Nested
  class OnTheServer {

    @Test
    void defaultsAreBounded(TestDatabase database) throws SQLException {
      try (Database own = Database.connect(database.url())) {
        assertThat(setting(own, "statement_timeout")).isEqualTo("1min");
        assertThat(setting(own, "lock_timeout")).isEqualTo("10s");
        assertThat(setting(own, "application_name")).isEqualTo("lintel");
        assertThat(((HikariDataSource) own.dataSource()).getMaximumPoolSize()).isEqualTo(10);
      }
    }

    @Test
    void statementTimeoutEndsAStatement(TestDatabase database) {
      try (Database own =
          builder(database).statementTimeout(Duration.ofMillis(100)).maximumPoolSize(1).build()) {
        assertThatThrownBy(() -> own.useTransaction(session -> value(session, "pg_sleep(60)")))
            .isInstanceOfSatisfying(
                SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("57014"));
      }
    }

    @Test
    void lockTimeoutEndsAWait(TestDatabase database, SqlSession other) {
      Item item =
          database
              .database()
              .inTransaction(session -> ItemOperations.createItem(session, "Lamp", "new"));
      ItemOperations.updateItemStatus(other, item.getId(), "locked");
      try (Database own =
          builder(database).lockTimeout(Duration.ofMillis(100)).maximumPoolSize(1).build()) {
        assertThatThrownBy(
                () ->
                    own.useTransaction(
                        session ->
                            ItemOperations.updateItemStatus(session, item.getId(), "waiting")))
            .isInstanceOfSatisfying(
                DatabaseException.class, e -> assertThat(e.getSqlState()).isEqualTo("55P03"));
      }
    }

    @Test
    void zeroIsNever(TestDatabase database) throws SQLException {
      try (Database own =
          builder(database).statementTimeout(Duration.ZERO).lockTimeout(Duration.ZERO).build()) {
        assertThat(setting(own, "statement_timeout")).isEqualTo("0");
        assertThat(setting(own, "lock_timeout")).isEqualTo("0");
      }
    }

    @Test
    void optionsInTheUrlAddToTheTimeouts(TestDatabase database) throws SQLException {
      String url = with(database, "options=-c%20geqo%3Doff%20-c%20lock_timeout%3D7s");
      try (Database own =
          Database.builder().url(url).statementTimeout(Duration.ofSeconds(9)).build()) {
        assertThat(setting(own, "geqo")).isEqualTo("off");
        assertThat(setting(own, "statement_timeout")).isEqualTo("9s");
        assertThat(setting(own, "lock_timeout")).isEqualTo("7s");
      }
    }

    @Test
    void emptyOptionsInTheUrlSendNone(TestDatabase database) throws SQLException {
      try (Database own = Database.connect(with(database, "options="))) {
        assertThat(setting(own, "statement_timeout")).isEqualTo("0");
      }
    }

    @Test
    void applicationNameIsSeenByTheDba(TestDatabase database) throws SQLException {
      try (Database own = builder(database).applicationName("billing é").build();
          Database inUrl = Database.connect(with(database, "application_name=stock"))) {
        assertThat(database.query("SELECT application_name FROM pg_stat_activity"))
            .anyMatch(row -> String.valueOf(row.get(0)).startsWith("billing"))
            .anyMatch(row -> "stock".equals(row.get(0)));
        assertThat(setting(inUrl, "application_name")).isEqualTo("stock");
        assertThat(own.toString()).contains("schema lintel");
      }
    }

    @Test
    void poolClosesOnceAndForAll(TestDatabase database) {
      Database own = Database.connect(database.url());
      own.close();
      own.close();
      assertThat(((HikariDataSource) own.dataSource()).isClosed()).isTrue();
      assertThatThrownBy(() -> own.useTransaction(s -> ItemOperations.countItemsByStatus(s, "new")))
          .isInstanceOf(DatabaseException.class);
    }

    @Test
    void everyFormConnects(TestDatabase database) throws SQLException {
      String rest = database.url().substring("postgresql://".length());
      for (String scheme :
          new String[] {"postgresql", "postgres", "postgresql+psycopg2", "jdbc:postgresql"}) {
        try (Database own = Database.connect(scheme + "://" + rest)) {
          assertThat(setting(own, "search_path")).isNotBlank();
        }
      }
    }

    private String setting(Database database, String name) throws SQLException {
      return database.inTransaction(s -> value(s, "current_setting('" + name + "')"));
    }
  }

  @Nested
  class FromEnvironment {

    @Test
    void readsDatabaseUrl(TestDatabase database) {
      try (Database own = Database.fromEnvironment(Map.of("DATABASE_URL", database.url()))) {
        long count = own.inTransaction(s -> ItemOperations.countItemsByStatus(s, "none"));
        assertThat(count).isZero();
      }
    }

    @Test
    void saysThatItIsMissing() {
      for (Map<String, String> environment :
          Set.of(Map.<String, String>of(), Map.of("DATABASE_URL", " "))) {
        assertThatThrownBy(() -> Database.fromEnvironment(environment))
            .isInstanceOf(InvalidValueException.class)
            .hasMessageContaining("DATABASE_URL");
      }
    }
  }

  @Nested
  class Misuse {

    @Test
    void neitherOrBothOfUrlAndDataSource(TestDatabase database) {
      assertThatThrownBy(() -> Database.builder().build())
          .isInstanceOf(InvalidValueException.class)
          .hasMessageContaining("neither");
      assertThatThrownBy(() -> builder(database).dataSource(database.pool()).build())
          .isInstanceOf(InvalidValueException.class)
          .hasMessageContaining("both");
    }

    @Test
    void settingsOfAPoolWithADataSource(TestDatabase database) {
      Map<String, Consumer<Database.Builder>> settings =
          Map.of(
              "maximumPoolSize", b -> b.maximumPoolSize(3),
              "applicationName", b -> b.applicationName("x"),
              "statementTimeout", b -> b.statementTimeout(Duration.ofSeconds(1)),
              "lockTimeout", b -> b.lockTimeout(Duration.ofSeconds(1)));
      settings.forEach(
          (name, set) -> {
            Database.Builder builder = Database.builder().dataSource(database.pool());
            set.accept(builder);
            assertThatThrownBy(builder::build)
                .isInstanceOf(InvalidValueException.class)
                .hasMessageStartingWith(name);
          });
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 1001})
    void poolSize(int size) {
      assertRefused("maximumPoolSize", b -> b.maximumPoolSize(size));
    }

    @ParameterizedTest
    @CsvSource({"PT-0.001S", "P2D", "PT2562047788015215H30M7.999999999S", ","})
    void timeouts(Duration timeout) {
      assertRefused("statementTimeout", b -> b.statementTimeout(timeout));
      assertRefused("lockTimeout", b -> b.lockTimeout(timeout));
    }

    @Test
    void nulls() {
      assertRefused("url", b -> b.url(null));
      assertRefused("dataSource", b -> b.dataSource(null));
      assertRefused("schema", b -> b.schema(null));
      assertRefused("applicationName", b -> b.applicationName(null));
      assertRefused("retryPolicy", b -> b.retryPolicy(null));
      assertRefused("applicationName", b -> b.applicationName("x".repeat(64)));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {"", " ", "1a", "a\"b", "a;b", "a b", "a.b", "pg_toast", "information_schema"})
    void schema(String schema) {
      assertRefused("schema", b -> b.schema(schema));
    }

    private void assertRefused(String field, Consumer<Database.Builder> setting) {
      assertThatThrownBy(() -> setting.accept(Database.builder()))
          .isInstanceOf(InvalidValueException.class)
          .hasMessageStartingWith(field + ":");
    }
  }

  private static Database.Builder builder(TestDatabase database) {
    return Database.builder().url(database.url());
  }

  private static String with(TestDatabase database, String parameter) {
    return database.url() + (database.url().contains("?") ? "&" : "?") + parameter;
  }

  private static String value(SqlSession session, String expression) throws SQLException {
    try (Statement statement = session.getConnection().createStatement();
        ResultSet row = statement.executeQuery("SELECT " + expression)) {
      row.next();
      return row.getString(1);
    }
  }
}
