package dev.lintel.tools.review.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lintel.session.Database;
import dev.lintel.testing.PostgresTest;
import dev.lintel.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

@PostgresTest
class ReviewDatabaseTest {

  private static final String EXPLAIN = "EXPLAIN SELECT shop.outer_one(1)";

  /** What is said to be immutable runs while a plan is made. */
  private static void addFunctionThatWrites(TestDatabase database) {
    database.execute("CREATE SCHEMA shop");
    database.execute("CREATE TABLE shop.items AS SELECT generate_series(1, 3) AS id");
    database.execute(
        "CREATE FUNCTION shop.inner_one() RETURNS int LANGUAGE plpgsql AS"
            + " 'BEGIN DELETE FROM shop.items; RETURN 1; END'");
    database.execute(
        "CREATE FUNCTION shop.outer_one(int) RETURNS int LANGUAGE plpgsql IMMUTABLE AS"
            + " 'BEGIN RETURN shop.inner_one(); END'");
  }

  @Test
  void nothingIsWrittenWhateverThePlannerRuns(TestDatabase test) throws SQLException {
    try (TestDatabase own = test.createEmpty()) {
      addFunctionThatWrites(own);
      try (Database database = Database.builder().url(own.url()).build();
          ReviewDatabase existing = ReviewDatabase.existing(database, "shop");
          Connection connection = existing.connect();
          Statement statement = connection.createStatement()) {
        assertThatThrownBy(() -> statement.execute(EXPLAIN))
            .hasMessageContaining("cannot execute DELETE in a read-only transaction");
      }
      assertThat(own.value("SELECT count(*) FROM shop.items")).isEqualTo("3");
    }
  }

  @Test
  void aConnectionLivesOnAfterWhatTheServerDoesNotSupport(TestDatabase test) throws SQLException {
    try (Database database = Database.builder().url(test.url()).build();
        ReviewDatabase existing = ReviewDatabase.existing(database, "public");
        Connection connection = existing.connect();
        Statement statement = connection.createStatement()) {
      assertThatThrownBy(() -> statement.execute("SELECT max(oid::text) FROM pg_class FOR UPDATE"))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("0A000"));
      assertThat(statement.execute("SELECT 1")).isTrue();
    }
  }

  @Test
  void nothingIsTriedOnADatabaseOfOthers(TestDatabase test) {
    try (Database database = Database.builder().url(test.url()).build();
        ReviewDatabase existing = ReviewDatabase.existing(database, "public")) {
      assertThatThrownBy(existing::connectToTry).hasMessageContaining("others use");
    }
  }
}
