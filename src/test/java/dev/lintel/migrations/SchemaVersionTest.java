package dev.lintel.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.lintel.MigrationException;
import dev.lintel.testing.PostgresTest;
import dev.lintel.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Besides what {@code StartCheckTest} shows of it. */
@PostgresTest
class SchemaVersionTest {

  @Test
  void headIsTheLastMigration() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("db/migrations"))) {
      assertThat(files.map(file -> file.getFileName().toString()).sorted().reduce((a, b) -> b))
          .as("a new migration moves SchemaVersion.HEAD")
          .hasValueSatisfying(last -> assertThat(last).startsWith("V" + SchemaVersion.HEAD + "__"));
    }
  }

  @Test
  void takesAStampAndABaselineForTheVersionsThatTheyStandFor(TestDatabase any) {
    try (TestDatabase database = any.createMigrated()) {
      Migrations.over(database.pool()).stamp("2");
      assertThatThrownBy(() -> SchemaVersion.require(database.pool(), "lintel"))
          .isExactlyInstanceOf(MigrationException.class)
          .hasMessageContaining("at version 002, behind");
      database.execute(
          "UPDATE lintel.lintel_schema_history SET type = 'BASELINE', version = '3'"
              + " WHERE version = '002'");
      assertThatCode(() -> SchemaVersion.require(database.pool(), "lintel"))
          .doesNotThrowAnyException();
    }
  }

  @Test
  void leavesNoTransactionOpenWhereThePoolBeginsOne(TestDatabase database) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(database.jdbcUrl());
    config.setAutoCommit(false);
    config.setMinimumIdle(1);
    try (HikariDataSource pool = new HikariDataSource(config)) {
      SchemaVersion.require(pool, "lintel");
      assertThat(
              database.value(
                  "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                      + " AND state LIKE 'idle in transaction%'"))
          .isEqualTo("0");
    }
  }
}
