package dev.lintel.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lintel.CommitOutcomeUnknownException;
import dev.lintel.ConstraintViolationException;
import dev.lintel.DatabaseException;
import dev.lintel.items.ItemOperations;
import dev.lintel.items.NewItem;
import dev.lintel.session.Database;
import dev.lintel.spring.LintelConfiguration;
import dev.lintel.testing.LockWait;
import dev.lintel.testing.PostgresTest;
import dev.lintel.testing.TestDatabase;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.ibatis.exceptions.PersistenceException;
import org.apache.ibatis.session.SqlSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.TransactionTemplate;

/** A connection lost while the server commits: what the caller is told, and how it finds out. */
@PostgresTest
@Tag("faults")
@Tag("every-server")
class LostCommitTest {

  private final UUID id = UUID.randomUUID();

  private void create(SqlSession session) {
    ItemOperations.createItem(session, NewItem.builder().id(id).name("Lamp").status("new").build());
  }

  private void createAndHoldTheCommit(SqlSession session) {
    Gate.holdAt(session, Gate.Place.COMMIT);
    create(session);
  }

  private boolean isFound(Database database) {
    return database.inAutoCommit(session -> ItemOperations.findItemById(session, id).isPresent());
  }

  private static int backendInCommit(Gate gate) {
    gate.awaitHeld();
    return Integer.parseInt(
        gate.value(
            "SELECT pid FROM pg_stat_activity WHERE query = 'COMMIT' AND state = 'active'"
                + " AND datname = current_database()"));
  }

  /** The server waits for a standby that is not there: it has committed, but does not say so. */
  @Test
  void ofATransactionThatIsCommittedIsFoundDoneWhenItIsRepeated() throws Exception {
    try (OwnServer server =
            OwnServer.create("lonely").configure("synchronous_standby_names", "nobody").start();
        Database database = Database.builder().url(server.url()).maximumPoolSize(1).build()) {
      CompletableFuture<Void> running =
          CompletableFuture.runAsync(() -> database.useTransaction(this::create));
      server.awaitTrue("SELECT EXISTS (SELECT FROM pg_stat_activity WHERE wait_event = 'SyncRep')");
      server.value(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE wait_event = 'SyncRep'");
      assertThatThrownBy(() -> running.get(1, TimeUnit.MINUTES))
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(CommitOutcomeUnknownException.class);

      assertThatThrownBy(() -> database.useTransaction(this::create))
          .isInstanceOfSatisfying(
              ConstraintViolationException.class,
              e -> assertThat(e.getConstraint()).isEqualTo("items_pkey"));
      assertThat(server.value("SELECT count(*) FROM lintel.items")).isEqualTo("1");
    }
  }

  /** The client gives up first, and the server commits a moment later: looking proves nothing. */
  @Test
  void byATimeoutIsSettledByRepeatingAndNotByLooking(TestDatabase test) throws Exception {
    try (Gate gate = Gate.shut(test);
        Database impatient =
            Database.builder()
                .url(test.url())
                .maximumPoolSize(1)
                .lockTimeout(Duration.ofMinutes(1)) // the gate is a lock
                .build()) {
      assertThatThrownBy(
              () ->
                  impatient.useTransaction(
                      session -> {
                        createAndHoldTheCommit(session);
                        // a socketTimeout for the COMMIT alone
                        session.getConnection().setNetworkTimeout(Runnable::run, 1_000);
                      }))
          .isInstanceOf(CommitOutcomeUnknownException.class)
          .hasMessageContaining("repeat it with the same ids");
      int committing = backendInCommit(gate);
      Database database = test.database();
      assertThat(isFound(database)).isFalse();

      CompletableFuture<Void> repeated =
          CompletableFuture.runAsync(() -> database.useTransaction(this::create));
      LockWait.awaitAnyBlocked(test, committing);
      gate.open();
      assertThatThrownBy(() -> repeated.get(1, TimeUnit.MINUTES))
          .cause()
          .isInstanceOfSatisfying(
              ConstraintViolationException.class,
              e -> assertThat(e.getConstraint()).isEqualTo("items_pkey"));
      assertThat(isFound(database)).isTrue();
    }
  }

  /** The caller commits: MyBatis wraps what Lintel says. */
  @Test
  void ofTheCallersOwnSessionIsTheCauseOfWhatMyBatisThrows(TestDatabase test) throws Exception {
    try (Gate gate = Gate.shut(test);
        SqlSession session = test.database().openSession()) {
      createAndHoldTheCommit(session);
      CompletableFuture<Void> running = CompletableFuture.runAsync(() -> session.commit(true));
      gate.kill(backendInCommit(gate));
      assertThatThrownBy(() -> running.get(1, TimeUnit.MINUTES))
          .cause()
          .isInstanceOf(PersistenceException.class)
          .hasCauseInstanceOf(CommitOutcomeUnknownException.class);
    }
  }

  /** Spring commits, so Lintel is not asked: what its manager throws says as much by its cause. */
  @Test
  void underSpringIsATransactionSystemException(TestDatabase test) throws Exception {
    try (Gate gate = Gate.shut(test);
        AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
      DataSourceTransactionManager manager = new DataSourceTransactionManager(test.pool());
      context.getBeanFactory().registerSingleton("dataSource", test.pool());
      context.getBeanFactory().registerSingleton("transactionManager", manager);
      context.register(LintelConfiguration.class);
      context.refresh();
      SqlSession session = (SqlSession) context.getBean("lintelSqlSession");
      CompletableFuture<Void> running =
          CompletableFuture.runAsync(
              () ->
                  new TransactionTemplate(manager)
                      .executeWithoutResult(status -> createAndHoldTheCommit(session)));
      gate.kill(backendInCommit(gate));
      assertThatThrownBy(() -> running.get(1, TimeUnit.MINUTES))
          .cause()
          .isInstanceOf(TransactionSystemException.class)
          .cause()
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).matches("08006|57P01"));
    }
  }

  /** The server ended the transaction before it read the COMMIT, and says so. */
  @Test
  void ofAnIdleTransactionThatTheServerEndedIsKnown(TestDatabase test) throws Exception {
    try (Gate gate = Gate.shut(test)) {
      DatabaseException thrown =
          catchThrowableOfType(
              () ->
                  test.database()
                      .useTransaction(
                          session -> {
                            create(session);
                            int backend = LockWait.backend(session);
                            try (Statement statement = session.getConnection().createStatement()) {
                              statement.execute(
                                  "SET LOCAL idle_in_transaction_session_timeout = '1ms'");
                            }
                            gate.awaitGone(backend);
                          }),
              DatabaseException.class);
      assertThat(thrown).isNotInstanceOf(CommitOutcomeUnknownException.class);
      assertThat(thrown.getSqlState()).isEqualTo("25P03");
      assertThat(isFound(test.database())).isFalse();
    }
  }
}
