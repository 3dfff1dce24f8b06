package dev.lintel.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lintel.MigrationException;
import dev.lintel.testing.PostgresTest;
import dev.lintel.testing.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The messages of whichever Flyway is on the class path, as a person reads them. */
@PostgresTest
class FlywayFailureTest {

  @Test
  void aFailedScriptIsToldInOneLine(@TempDir Path folder, TestDatabase database) {
    try (TestDatabase empty = database.createEmpty()) {
      Migrations migrations =
          new ScriptFolders(folder)
              .add("1__a", "CREATE TABLE a (id int);", null)
              .add("2__b", "SELECT 1;\n\nALTER TABLE a\n  ADD b int REFERENCES missing (id);", null)
              .over(empty.pool());
      assertThatThrownBy(migrations::upgrade)
          .isInstanceOf(MigrationException.class)
          .hasMessage(
              "schema shop: V2__b.sql:3: 'ALTER TABLE a\\n  ADD b int REFERENCES missing (id)': "
                  + "ERROR: relation \"missing\" does not exist"
                  + "; applied before it, and stays so: [V1__a.sql]");
    }
  }

  @Test
  void whatIsNotOfAScriptKeepsItsWords() {
    assertThat(FlywayFailure.line("Validate failed:\n-> a mismatch\n\nrun repair", List.of()))
        .isEqualTo("Validate failed: > a mismatch run repair");
  }
}
