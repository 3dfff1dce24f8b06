package dev.lintel.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lintel.ConstraintViolationException;
import dev.lintel.DatabaseException;
import dev.lintel.InvalidValueException;
import dev.lintel.testing.PostgresTest;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import org.apache.ibatis.exceptions.PersistenceException;
import org.apache.ibatis.executor.ExecutorException;
import org.apache.ibatis.session.SqlSession;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;

@PostgresTest
class ServerErrorsTest {

  @Nested
  class ConstraintViolation {

    @Test
    void namesConstraintAndValueOfAForeignKey(SqlSession session) {
      ConstraintViolationException e =
          violation(
              session,
              "INSERT INTO lintel.items (name, status, parent_id)"
                  + " VALUES ('a', 'b', '00000000-0000-0000-0000-00000000000f')");
      assertThat(e.getConstraint()).isEqualTo("fk_items_parent_id");
      assertThat(e.getValue()).isEqualTo("00000000-0000-0000-0000-00000000000f");
      assertThat(e.getSqlState()).isEqualTo("23503");
      assertThat(e).hasMessageStartingWith("fk_items_parent_id: ").hasMessageEndingWith("23503)");
      assertThat(e.getCause()).isInstanceOf(SQLException.class);
    }

    @Test
    void keepsAValueWithBracketsWhole(SqlSession session) {
      ConstraintViolationException e =
          violation(
              session,
              "CREATE TABLE pg_temp.t (a text, b text, CONSTRAINT uq_t UNIQUE (a, b));"
                  + "INSERT INTO pg_temp.t VALUES ('x)=(y', 'z)'), ('x)=(y', 'z)')");
      assertThat(e.getConstraint()).isEqualTo("uq_t");
      assertThat(e.getValue()).isEqualTo("x)=(y, z)");
    }

    @Test
    void leadsWithTheColumnWhereThereIsNoConstraint(SqlSession session) {
      ConstraintViolationException e =
          violation(session, "INSERT INTO lintel.items (name) VALUES ('a')");
      assertThat(e.getConstraint()).isNull();
      assertThat(e.getSqlState()).isEqualTo("23502");
      assertThat(e).hasMessageStartingWith("status: ");
    }

    @Test
    void forgesNoLineOfALog(SqlSession session) {
      ConstraintViolationException e =
          violation(
              session,
              "CREATE TABLE pg_temp.t (a text CONSTRAINT uq_t UNIQUE);"
                  + "INSERT INTO pg_temp.t VALUES (E'x\\nINFO y'), (E'x\\nINFO y')");
      assertThat(e.getValue()).isEqualTo("x\nINFO y");
      assertThat(e.getMessage()).doesNotContain("\n").contains("x\\nINFO y");
    }

    private ConstraintViolationException violation(SqlSession session, String sql) {
      return catchThrowableOfType(
          ConstraintViolationException.class,
          () -> {
            try (Statement statement = session.getConnection().createStatement()) {
              statement.execute(sql);
            } catch (SQLException e) {
              throw ServerErrors.translate(e);
            }
          });
    }
  }

  /** Its workers fill no field of the error, and add the number of a shard to each name. */
  @Nested
  class DistributedServer {

    @ParameterizedTest
    @CsvSource(
        delimiter = ';',
        value = {
          "23503;insert or update on table \"items_102027\" violates foreign key constraint"
              + " \"fk_items_parent_id_102027\";fk_items_parent_id",
          "23505;duplicate key value violates unique constraint \"items_pkey_102027\";items_pkey",
          "23514;new row for relation \"items_102008\" violates check constraint"
              + " \"ck_items_metadata\";ck_items_metadata",
          "23505;duplicate key value violates unique constraint \"uq_year_2024\";uq_year_2024"
        })
    void constraintComesFromTheMessage(String state, String message, String constraint) {
      DatabaseException e = ServerErrors.translate(new SQLException(message, state));
      assertThat(e).isInstanceOf(ConstraintViolationException.class);
      assertThat(((ConstraintViolationException) e).getConstraint()).isEqualTo(constraint);
      assertThat(((ConstraintViolationException) e).getValue()).isNull();
      assertThat(e.getSqlState()).isEqualTo(state);
      assertThat(e).hasMessageStartingWith(constraint + ": ");
    }

    @Test
    void messageWithoutANameIsAViolationAllTheSame() {
      DatabaseException e = ServerErrors.translate(new SQLException("refused", "23000"));
      assertThat(e)
          .isInstanceOf(ConstraintViolationException.class)
          .hasMessage("constraint: refused (SQLSTATE 23000)");
      assertThat(((ConstraintViolationException) e).getConstraint()).isNull();
    }
  }

  @Test
  void otherStatesAreDatabaseExceptions() {
    SQLException timeout = new PSQLException("too slow", PSQLState.QUERY_CANCELED);
    DatabaseException e = ServerErrors.translate(timeout);
    assertThat(e)
        .isExactlyInstanceOf(DatabaseException.class)
        .hasMessage("too slow (SQLSTATE 57014)")
        .hasCause(timeout);
    assertThat(e.getSqlState()).isEqualTo("57014");
  }

  @Test
  void poolsTimeOutTellsWhatTheServerSaid() {
    SQLException pool =
        new SQLTransientConnectionException(
            "pool - Connection is not available",
            new PSQLException("too many clients", PSQLState.TOO_MANY_RESULTS));
    DatabaseException e = ServerErrors.translate(pool);
    assertThat(e).hasMessageStartingWith("too many clients").hasCause(pool);
    assertThat(e.getSqlState()).isEqualTo(PSQLState.TOO_MANY_RESULTS.getState());
  }

  @Test
  void stateMayBeMissing() {
    DatabaseException e = ServerErrors.translate(new SQLException());
    assertThat(e).hasMessage("no message");
    assertThat(e.getSqlState()).isNull();
  }

  @Test
  void lintelsOwnExceptionIsTakenOutOfItsWrapping() {
    InvalidValueException ours = new InvalidValueException("name", "a value", "null");
    assertThat(ServerErrors.translate(new PersistenceException(new RuntimeException(ours))))
        .isSameAs(ours);
  }

  @Test
  void whatIsNotMyBatisPassesUnchanged() {
    RuntimeException springs = new RuntimeException(new SQLException("x", "23505"));
    assertThat(ServerErrors.translate(springs)).isSameAs(springs);
  }

  @Test
  void closedSessionIsNamedAndNotMyBatisInsides() {
    assertThat(
            ServerErrors.translate(
                new PersistenceException(
                    "### Error", new ExecutorException("Executor was closed."))))
        .isInstanceOf(InvalidValueException.class)
        .hasMessage("session: expected an open one, but was closed");
    assertThat(
            ServerErrors.translate(
                new PersistenceException("### Error", new ExecutorException("other"))))
        .isInstanceOf(DatabaseException.class)
        .hasMessage("other");
  }

  @Test
  void circleOfCausesEnds() {
    RuntimeException one = new RuntimeException("one");
    one.initCause(new RuntimeException("two", one));
    Throwable none = ServerErrors.cause(one, SQLException.class);
    assertThat(none).isNull();
  }
}
