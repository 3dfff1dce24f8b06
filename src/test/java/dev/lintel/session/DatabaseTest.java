package dev.lintel.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.lintel.CommitOutcomeUnknownException;
import dev.lintel.ConstraintViolationException;
import dev.lintel.DatabaseException;
import dev.lintel.InvalidValueException;
import dev.lintel.items.Item;
import dev.lintel.items.ItemOperations;
import dev.lintel.testing.LockWait;
import dev.lintel.testing.PostgresTest;
import dev.lintel.testing.TestDatabase;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import org.apache.ibatis.session.SqlSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How sessions commit, roll back and close, over a pool that the caller owns. */
@PostgresTest
class DatabaseTest {

  @AfterEach
  void noConnectionIsLeftOpen(TestDatabase database) {
    assertThat(database.pool().getHikariPoolMXBean().getActiveConnections()).isZero();
  }

  @Nested
  class InTransaction {

    @Test
    void commitsWhenTheWorkReturns(TestDatabase database) {
      Item item =
          database
              .database()
              .inTransaction(session -> ItemOperations.createItem(session, "Lamp", "new"));
      assertThat(exists(database, item.getId())).isTrue();
    }

    @Test
    void passesOnWhatTheWorkReturnsEvenNull(Database database) {
      assertThat(database.<String, RuntimeException>inTransaction(session -> null)).isNull();
      assertThat(database.<String, RuntimeException>inTransaction(session -> "x")).isEqualTo("x");
    }

    static Throwable[] failures() {
      return new Throwable[] {
        new IllegalStateException("unchecked"),
        new IOException("checked"),
        new SQLException("checked, of JDBC"),
        new AssertionError("an error"),
        new StackOverflowError("an error of the machine"),
      };
    }

    @ParameterizedTest
    @MethodSource("failures")
    void rollsBackAndThrowsTheSameInstance(Throwable failure, TestDatabase database) {
      UUID[] id = new UUID[1];
      Throwable thrown =
          catchThrowable(
              () ->
                  database
                      .database()
                      .useTransaction(
                          session -> {
                            id[0] = ItemOperations.createItem(session, "Lamp", "new").getId();
                            throwAny(failure);
                          }));
      assertThat(thrown).isSameAs(failure);
      assertThat(thrown.getSuppressed()).isEmpty();
      assertThat(exists(database, id[0])).isFalse();
    }

    @Test
    void commitsAndRollsBackWhatPlainJdbcWrote(TestDatabase database) {
      UUID kept = UUID.randomUUID();
      UUID dropped = UUID.randomUUID();
      assertThat(catchThrowable(() -> database.database().useTransaction(s -> insert(s, kept))))
          .isNull();
      assertThatThrownBy(
              () ->
                  database
                      .database()
                      .useTransaction(
                          session -> {
                            insert(session, dropped);
                            throw new IllegalStateException();
                          }))
          .isInstanceOf(IllegalStateException.class);
      assertThat(exists(database, kept)).isTrue();
      assertThat(exists(database, dropped)).isFalse();
    }

    @Test
    void sessionIsClosedAfterwards(Database database) {
      SqlSession[] kept = new SqlSession[1];
      database.useTransaction(session -> kept[0] = session);
      assertThatThrownBy(() -> ItemOperations.countItemsByStatus(kept[0], "new"))
          .isInstanceOf(InvalidValueException.class)
          .hasMessage("session: expected an open one, but was closed");
    }

    @Test
    void constraintThatIsCheckedAtCommitIsReported(TestDatabase database) {
      database.execute(
          "CREATE TABLE slots (n int, CONSTRAINT uq_slots_n UNIQUE (n)"
              + " DEFERRABLE INITIALLY DEFERRED)");
      boolean[] returned = new boolean[1];
      assertThatThrownBy(
              () ->
                  database
                      .database()
                      .useTransaction(
                          session -> {
                            execute(session, "INSERT INTO public.slots VALUES (7), (7)");
                            returned[0] = true;
                          }))
          .isInstanceOfSatisfying(
              ConstraintViolationException.class,
              e -> {
                assertThat(e.getConstraint()).isEqualTo("uq_slots_n");
                assertThat(e.getValue()).isEqualTo("7");
                assertThat(e.getSqlState()).isEqualTo("23505");
              });
      assertThat(returned[0]).as("the work itself went well").isTrue();
      assertThat(database.value("SELECT count(*) FROM public.slots")).isEqualTo("0");
    }

    @Test
    void serverErrorThatTheWorkSwallowsFailsTheCommit(TestDatabase database) {
      UUID id = UUID.randomUUID();
      assertThatThrownBy(
              () ->
                  database
                      .database()
                      .useTransaction(
                          session -> {
                            insert(session, id);
                            assertThatThrownBy(() -> execute(session, "SELECT 1 / 0"))
                                .isInstanceOf(SQLException.class);
                          }))
          .isInstanceOf(DatabaseException.class)
          .isNotInstanceOf(CommitOutcomeUnknownException.class)
          .hasMessageContaining("nothing is committed");
      assertThat(exists(database, id)).isFalse();
    }

    @Test
    void errorUndoneByASavepointDoesNotFailTheCommit(TestDatabase database) throws SQLException {
      UUID id = UUID.randomUUID();
      database
          .database()
          .useTransaction(
              session -> {
                insert(session, id);
                Savepoint before = session.getConnection().setSavepoint();
                assertThatThrownBy(() -> execute(session, "SELECT 1 / 0"))
                    .isInstanceOf(SQLException.class);
                session.getConnection().rollback(before);
              });
      assertThat(exists(database, id)).isTrue();
    }

    @Test
    void transactionWhoseConnectionIsKilledIsNoSuccess(TestDatabase database) {
      UUID id = UUID.randomUUID();
      assertThatThrownBy(
              () ->
                  database
                      .database()
                      .useTransaction(
                          session -> {
                            insert(session, id);
                            kill(database, session);
                          }))
          .isInstanceOf(DatabaseException.class);
      assertThat(exists(database, id)).isFalse();
    }

    @Test
    void readOnlyTransactionOfThePrimaryCostsNoConnection(TestDatabase database) {
      try (Database own = Database.builder().url(database.url()).maximumPoolSize(1).build()) {
        Object before = own.<Object, SQLException>inTransaction(DatabaseTest::backend);
        assertThatThrownBy(
                () ->
                    own.useTransaction(
                        session -> {
                          execute(session, "SET TRANSACTION READ ONLY");
                          insert(session, UUID.randomUUID());
                        }))
            .hasMessageContaining("read-only");
        boolean told = own.<Boolean, SQLException>inTransaction(DatabaseTest::saysWhatItIs);
        Object after = own.<Object, SQLException>inTransaction(DatabaseTest::backend);
        assertThat(after.equals(before)).isEqualTo(told);
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @Nested
  class FailuresAfterTheFirst {

    private final SQLException onRollback = new SQLException("rollback XX001", "XX001");
    private final SQLException onClose = new SQLException("close XX002", "XX002");

    @Test
    void areSuppressedByIt(TestDatabase database) {
      Database broken =
          Database.over(
              BrokenDataSource.over(database.pool())
                  .failingIn("rollback", onRollback)
                  .failingIn("close", onClose)
                  .dataSource());
      IOException first = new IOException("first");
      Throwable thrown =
          catchThrowable(
              () ->
                  broken.useTransaction(
                      session -> {
                        ItemOperations.createItem(session, "Lamp", "new");
                        throw first;
                      }));
      assertThat(thrown).isSameAs(first).hasNoCause();
      assertThat(suppressed(thrown)).contains("XX001").contains("XX002");
    }

    @Test
    void poolThatDoesNotTellWhatItWrapsRollsBackAndCommits(TestDatabase database) {
      for (Exception failure :
          List.of(
              new SQLFeatureNotSupportedException("isWrapperFor"),
              new UnsupportedOperationException("isWrapperFor"))) {
        Database broken =
            Database.over(
                BrokenDataSource.over(database.pool())
                    .failingIn("isWrapperFor", failure)
                    .dataSource());
        UUID id;
        try (SqlSession session = broken.openSession()) {
          id = ItemOperations.createItem(session, "Lamp", "new").getId();
        }
        assertThat(exists(database, id)).isFalse();
        id = broken.inTransaction(s -> ItemOperations.createItem(s, "Lamp", "new")).getId();
        assertThat(exists(database, id)).isTrue();
      }
    }

    @Test
    void closeThatFailsUncheckedDoesNotReplaceItEither(TestDatabase database) {
      Database broken =
          Database.over(
              BrokenDataSource.over(database.pool())
                  .failingIn("rollback", new IllegalStateException("rollback"))
                  .failingIn("close", new IllegalStateException("close"))
                  .dataSource());
      AssertionError first = new AssertionError("first");
      Throwable thrown =
          catchThrowable(
              () ->
                  broken.useTransaction(
                      session -> {
                        ItemOperations.createItem(session, "Lamp", "new");
                        throw first;
                      }));
      assertThat(thrown).isSameAs(first);
      assertThat(suppressed(thrown)).contains("IllegalStateException: rollback");
    }

    @Test
    void closeThatFailsAfterTheCommitDoesNotUndoTheAnswer(TestDatabase database) {
      for (Exception failure : new Exception[] {onClose, new IllegalStateException("close")}) {
        Database broken =
            Database.over(
                BrokenDataSource.over(database.pool()).failingIn("close", failure).dataSource());
        Item item =
            broken.inTransaction(session -> ItemOperations.createItem(session, "Lamp", "new"));
        assertThat(exists(database, item.getId())).isTrue();
        Item read = broken.inAutoCommit(s -> ItemOperations.getItemById(s, item.getId()));
        assertThat(read).isEqualTo(item);
      }
    }

    @Test
    void connectionLostInTheCommitLeavesTheOutcomeUnknown(TestDatabase database) {
      SQLException lost = new SQLException("An I/O error occurred", "08006");
      Database broken =
          Database.over(
              BrokenDataSource.over(database.pool()).failingIn("commit", lost).dataSource());
      assertThatThrownBy(() -> broken.useTransaction(session -> insert(session, UUID.randomUUID())))
          .isInstanceOfSatisfying(
              CommitOutcomeUnknownException.class,
              e -> assertThat(e.getSqlState()).isEqualTo("08006"))
          .hasRootCause(lost);
    }

    @Test
    void connectionClosedBeforeTheCommitIsAnOrdinaryFailure(TestDatabase database) {
      UUID id = UUID.randomUUID();
      assertThatThrownBy(
              () ->
                  database
                      .database()
                      .useTransaction(
                          session -> {
                            insert(session, id);
                            session.getConnection().close();
                          }))
          .isInstanceOf(DatabaseException.class)
          .isNotInstanceOf(CommitOutcomeUnknownException.class);
      assertThat(exists(database, id)).isFalse();
    }
  }

  @Nested
  class InAutoCommit {

    @Test
    void eachStatementCommitsItself(TestDatabase database) {
      UUID[] id = new UUID[1];
      assertThatThrownBy(
              () ->
                  database
                      .database()
                      .inAutoCommit(
                          session -> {
                            id[0] = ItemOperations.createItem(session, "Lamp", "new").getId();
                            assertThat(exists(database, id[0])).isTrue();
                            throw new IOException("after it");
                          }))
          .isInstanceOf(IOException.class);
      assertThat(exists(database, id[0])).isTrue();
    }
  }

  @Nested
  class OpenSession {

    @Test
    void rollsBackWhatIsNotCommitted(TestDatabase database) {
      UUID jdbc = UUID.randomUUID();
      UUID item;
      try (SqlSession session = database.database().openSession()) {
        item = ItemOperations.createItem(session, "Lamp", "new").getId();
      }
      try (SqlSession session = database.database().openSession()) {
        insert(session, jdbc);
      } catch (SQLException e) {
        throw new AssertionError(e);
      }
      assertThat(exists(database, item)).isFalse();
      assertThat(exists(database, jdbc)).isFalse();
    }

    @Test
    void plainCommitCommitsWhatAnOperationWrote(TestDatabase database) {
      UUID id;
      try (SqlSession session = database.database().openSession()) {
        id = ItemOperations.createItem(session, "Lamp", "new").getId();
        session.commit();
      }
      assertThat(exists(database, id)).isTrue();
    }

    @Test
    void takesNoConnectionBeforeItsFirstStatement(TestDatabase database) {
      try (SqlSession session = database.database().openSession()) {
        assertThat(database.pool().getHikariPoolMXBean().getActiveConnections()).isZero();
        ItemOperations.countItemsByStatus(session, "new");
        assertThat(database.pool().getHikariPoolMXBean().getActiveConnections()).isOne();
      }
    }
  }

  /** From PostgreSQL 14 on, and not through each pooler. */
  private static boolean saysWhatItIs(SqlSession session) throws SQLException {
    return session
            .getConnection()
            .unwrap(org.postgresql.PGConnection.class)
            .getParameterStatus("in_hot_standby")
        != null;
  }

  private static Object backend(SqlSession session) throws SQLException {
    return session.getConnection().unwrap(org.postgresql.PGConnection.class).getBackendPID();
  }

  private static void insert(SqlSession session, UUID id) throws SQLException {
    execute(session, "INSERT INTO lintel.parents (id, name) VALUES ('" + id + "', 'by JDBC')");
  }

  private static void execute(SqlSession session, String sql) throws SQLException {
    try (Statement statement = session.getConnection().createStatement()) {
      statement.execute(sql);
    }
  }

  private static boolean exists(TestDatabase database, UUID id) {
    return database
        .value(
            "SELECT EXISTS (SELECT FROM lintel.items WHERE id = ?)"
                + " OR EXISTS (SELECT FROM lintel.parents WHERE id = ?)",
            id,
            id)
        .equals("t");
  }

  private static void kill(TestDatabase database, SqlSession session) {
    database.execute("SELECT pg_terminate_backend(?)", LockWait.backend(session));
  }

  private static String suppressed(Throwable thrown) {
    StringBuilder all = new StringBuilder();
    for (Throwable t : thrown.getSuppressed()) {
      for (Throwable cause = t; cause != null; cause = cause.getCause()) {
        all.append(cause).append('\n');
        for (Throwable deeper : cause.getSuppressed()) {
          all.append(deeper).append('\n');
        }
      }
    }
    return all.toString();
  }

  @SuppressWarnings("unchecked")
  private static <X extends Throwable> void throwAny(Throwable failure) throws X {
    throw (X) failure;
  }
}
