package dev.lintel.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.lintel.DatabaseException;
import dev.lintel.items.ItemOperations;
import dev.lintel.session.Database;
import dev.lintel.testing.PostgresTest;
import dev.lintel.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;
import org.apache.ibatis.session.SqlSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An operation that waits for another's row, or for a connection: what ends it is named. */
@PostgresTest
@Tag("faults")
class NamedTimeoutsTest {

  private UUID locked;

  @BeforeEach
  void lockARow(TestDatabase database, SqlSession other) {
    locked =
        database
            .database()
            .inTransaction(session -> ItemOperations.createItem(session, "Lamp", "new").getId());
    ItemOperations.updateItemStatus(other, locked, "locked");
  }

  @Test
  void lockTimeoutOfTheOwnPool(TestDatabase database) {
    try (Database own =
        Database.builder().url(database.url()).lockTimeout(Duration.ofMillis(100)).build()) {
      assertThatThrownBy(() -> own.useTransaction(this::waitForTheRow))
          .isInstanceOfSatisfying(
              DatabaseException.class, e -> assertThat(e.getSqlState()).isEqualTo("55P03"))
          .hasMessageStartingWith("lock_timeout of 100 ms in the pool's options: ");
    }
  }

  @Test
  void statementTimeoutOfTheOwnPool(TestDatabase database) {
    try (Database own =
        Database.builder().url(database.url()).statementTimeout(Duration.ofMillis(150)).build()) {
      assertThatThrownBy(() -> own.useTransaction(this::waitForTheRow))
          .isInstanceOfSatisfying(
              DatabaseException.class, e -> assertThat(e.getSqlState()).isEqualTo("57014"))
          .hasMessageStartingWith("statement_timeout of 150 ms in the pool's options: ");
    }
  }

  /** The driver cannot know what the host has set in the session, or for the role. */
  @ParameterizedTest
  @CsvSource({"lock_timeout, 55P03", "statement_timeout, 57014"})
  void settingOfAHostsSessionHasNoValue(String setting, String state, TestDatabase database) {
    Database over = Database.over(database.pool());
    assertThatThrownBy(
            () ->
                over.useTransaction(
                    session -> {
                      set(session, setting);
                      waitForTheRow(session);
                    }))
        .isInstanceOfSatisfying(
            DatabaseException.class, e -> assertThat(e.getSqlState()).isEqualTo(state))
        .hasMessageStartingWith(setting + ": ");
  }

  @Test
  void waitOfTheOwnPool(TestDatabase database) throws SQLException {
    try (Database own = Database.builder().url(database.url()).maximumPoolSize(1).build()) {
      ((HikariDataSource) own.dataSource()).setConnectionTimeout(300); // it is 10 s
      try (Connection only = own.dataSource().getConnection()) {
        assertThatThrownBy(() -> own.useTransaction(this::waitForTheRow))
            .isInstanceOf(DatabaseException.class)
            .hasMessageStartingWith("connectionTimeout of the pool: ")
            .hasMessageContaining("request timed out after ");
      }
    }
  }

  private void waitForTheRow(SqlSession session) {
    ItemOperations.updateItemStatus(session, locked, "waiting");
  }

  private static void set(SqlSession session, String setting) throws SQLException {
    try (Statement statement = session.getConnection().createStatement()) {
      statement.execute("SET LOCAL " + setting + " = '100ms'");
    }
  }
}
