package dev.lintel.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.lintel.InvalidValueException;
import dev.lintel.items.ItemOperations;
import dev.lintel.testing.PostgresTest;
import dev.lintel.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.apache.ibatis.session.SqlSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.support.TransactionTemplate;

/** What may be repeated is Lintel's own transaction, never one that somebody else began. */
@PostgresTest
class RetryInForeignTransactionTest {

  private static final String MARK = "INSERT INTO lintel.parents (name) VALUES ('theirs')";

  @AfterEach
  void clear(TestDatabase test) {
    test.execute("DELETE FROM lintel.parents");
    test.execute("DELETE FROM lintel.items");
  }

  @Test
  void isRefusedInsideOfSpringsWhichThenCommits(TestDatabase test) {
    TransactionAwareDataSourceProxy bound = new TransactionAwareDataSourceProxy(test.pool());
    Database retrying = retrying(bound);
    new TransactionTemplate(new DataSourceTransactionManager(test.pool()))
        .executeWithoutResult(
            status -> {
              execute(DataSourceUtils.getConnection(test.pool()), MARK);
              assertRefused(() -> retrying.useTransaction(s -> create(s)));
              assertRefused(() -> retrying.inAutoCommit(s -> create(s)));
              try (SqlSession session = retrying.openSession()) {
                assertRefused(() -> create(session));
                assertRefused(session::getConnection);
              }
            });
    assertThat(test.value("SELECT count(*) FROM lintel.parents")).isEqualTo("1");
    assertThat(test.value("SELECT count(*) FROM lintel.items")).isEqualTo("0");

    assertThat(retrying.<String, RuntimeException>inTransaction(s -> create(s)))
        .as("and outside of Spring's it works")
        .isEqualTo("Lamp");
  }

  @Test
  void isRefusedBeforeTheFirstStatementOfSprings(TestDatabase test) {
    Database retrying = retrying(new TransactionAwareDataSourceProxy(test.pool()));
    new TransactionTemplate(new DataSourceTransactionManager(test.pool()))
        .executeWithoutResult(
            status -> {
              assertRefused(() -> retrying.useTransaction(s -> create(s)));
              Connection bound = DataSourceUtils.getConnection(test.pool());
              execute(bound, MARK);
            });
    assertThat(test.value("SELECT count(*) FROM lintel.parents")).isEqualTo("1");
    retrying.useTransaction(s -> create(s));
  }

  @Test
  void leavesTheConnectionUntouched(TestDatabase test) throws Exception {
    for (boolean autoCommit : new boolean[] {true, false}) {
      try (Connection only = test.pool().getConnection()) {
        only.setAutoCommit(autoCommit);
        execute(only, autoCommit ? "BEGIN; " + MARK : MARK);
        assertRefused(
            () -> retrying(new OneConnection(only).dataSource()).useTransaction(s -> create(s)));
        assertThat(only.getAutoCommit()).isEqualTo(autoCommit);
        assertThat(state(only)).isEqualTo(TransactionState.OPEN);
        execute(only, "ROLLBACK");
      }
      assertThat(test.value("SELECT count(*) FROM lintel.parents")).isEqualTo("0");
    }
  }

  @Test
  void isRefusedInsideOfAnAbortedOne(TestDatabase test) throws Exception {
    try (Connection only = test.pool().getConnection()) {
      only.setAutoCommit(false);
      assertThatThrownBy(() -> execute(only, "SELECT 1 / 0")).hasMessageContaining("zero");
      assertRefused(
          () -> retrying(new OneConnection(only).dataSource()).useTransaction(s -> create(s)));
      assertThat(state(only)).isEqualTo(TransactionState.FAILED);
      only.rollback();
    }
  }

  /** Spring's proxies stand before pools without auto-commit too, outside of any transaction. */
  @Test
  void isNotMistakenForSpringsLazyConnection(TestDatabase test) {
    try (HikariDataSource pool = new HikariDataSource()) {
      pool.setJdbcUrl(test.jdbcUrl());
      pool.setAutoCommit(false);
      pool.setIsolateInternalQueries(true);
      retrying(new LazyConnectionDataSourceProxy(pool)).useTransaction(s -> create(s));
      retrying(new TransactionAwareDataSourceProxy(pool)).useTransaction(s -> create(s));
    }
    assertThat(test.value("SELECT count(*) FROM lintel.items")).isEqualTo("2");
  }

  /** Its check of a connection begins a transaction where auto-commit is off. */
  @Test
  void isNotMistakenForWhatAPoolLeftOpenOnceThePoolIsToldTo(TestDatabase test) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(test.jdbcUrl());
    config.setAutoCommit(false);
    config.setConnectionTestQuery("SELECT 1"); // the driver's own check depends on the driver
    config.setMaximumPoolSize(1);
    try (HikariDataSource pool = new HikariDataSource(config)) {
      assertThatThrownBy(() -> retrying(pool).useTransaction(s -> create(s)))
          .isInstanceOf(InvalidValueException.class)
          .hasMessageContaining("isolateInternalQueries");
      assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
    }
    config.setIsolateInternalQueries(true);
    try (HikariDataSource pool = new HikariDataSource(config)) {
      for (int i = 0; i < 3; i++) {
        retrying(pool).useTransaction(s -> create(s));
      }
    }
  }

  /** As it always was: the caller answers for what the data source hands out. */
  @Test
  void isNotLookedForWithoutAPolicy(TestDatabase test) throws Exception {
    try (Connection only = test.pool().getConnection()) {
      only.setAutoCommit(false);
      execute(only, MARK);
      Database.over(new OneConnection(only).dataSource()).useTransaction(s -> create(s));
    }
    assertThat(test.value("SELECT count(*) FROM lintel.items")).isEqualTo("1");
  }

  private static void assertRefused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOf(InvalidValueException.class)
        .hasMessageStartingWith("dataSource: expected connections outside of any transaction")
        .hasMessageContaining("retryPolicy")
        .hasMessageContaining("somebody else's");
  }

  private static Database retrying(DataSource dataSource) {
    return Database.builder()
        .dataSource(dataSource)
        .retryPolicy(RetryPolicy.of(3, Duration.ofMinutes(1)))
        .build();
  }

  private static String create(SqlSession session) {
    return ItemOperations.createItem(session, "Lamp", "new").getName();
  }

  private static TransactionState state(Connection connection) throws SQLException {
    return connection.unwrap(BaseConnection.class).getTransactionState();
  }

  private static void execute(Connection connection, String sql) {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
