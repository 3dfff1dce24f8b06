package dev.lintel.tools.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lintel.testing.PostgresTest;
import dev.lintel.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@PostgresTest
class UpgradeAndDowngradeTest {

  @TempDir Path folder;
  private TestDatabase empty;
  private SmallProject project;

  @BeforeEach
  void makeProject(TestDatabase database) throws IOException {
    empty = database.createEmpty();
    project = SmallProject.in(folder);
  }

  @AfterEach
  void dropDatabase() {
    empty.close();
  }

  private Run run(String... arguments) {
    return Run.on(empty.url(), folder, arguments);
  }

  private String columns() {
    return empty.value(
        "SELECT string_agg(column_name, ' ' ORDER BY ordinal_position)"
            + " FROM information_schema.columns"
            + " WHERE table_schema = 'lintel' AND table_name = 'shops'");
  }

  @Nested
  class Upgrade {

    @Test
    void toHeadSaysWhatItAppliedAndWhereTheSchemaIs() {
      Run run = run("upgrade", "head").succeeds();
      assertThat(run.out())
          .startsWith("Migrations: db/migrations; schema lintel of database lintel_test_");
      assertThat(run.result())
          .containsExactly(
              "applied 001  create shops", "applied 002  name shops", "now at 002 (head)");
      assertThat(run.err()).isEmpty();
      assertThat(columns()).isEqualTo("id name");
    }

    @Test
    void byOneStepLeavesTheRestPending() {
      assertThat(run("upgrade", "+1").succeeds().result())
          .containsExactly("applied 001  create shops", "now at 001, 1 pending");
      assertThat(columns()).isEqualTo("id");
    }

    @Test
    void toAVersionTakesItWithOrWithoutZeros() {
      assertThat(run("upgrade", "1").succeeds().result())
          .containsExactly("applied 001  create shops", "now at 001, 1 pending");
      assertThat(run("upgrade", "002").succeeds().result())
          .containsExactly("applied 002  name shops", "now at 002 (head)");
    }

    @Test
    void twiceSaysThatThereIsNothingToDo() {
      run("upgrade", "head").succeeds();
      assertThat(run("upgrade", "head").succeeds().result())
          .containsExactly("nothing to do: 002 (head)");
    }

    @Test
    void asJsonListsWhatItApplied() {
      Run run = run("upgrade", "head", "--json").succeeds();
      assertThat(run.json().toString())
          .isEqualTo("{\"applied\":[\"001\",\"002\"],\"version\":\"002\"}");
      assertThat(run.err()).startsWith("Migrations: db/migrations;");
    }

    @Test
    void asSqlPrintsTheScriptAloneAndChangesNothing() {
      Run run = run("upgrade", "head", "--sql").succeeds();
      assertThat(run.out())
          .contains("CREATE TABLE shops (id int NOT NULL);", "lintel_schema_history")
          .doesNotContain("Migrations:");
      assertThat(run.err()).startsWith("Migrations: db/migrations;");
      assertThat(columns()).isNull();
      assertThat(run("upgrade", "+1", "--sql").succeeds().out())
          .contains("CREATE TABLE shops")
          .doesNotContain("ADD COLUMN name");
      assertThat(run("upgrade", "001", "--sql").succeeds().out())
          .contains("CREATE TABLE shops")
          .doesNotContain("ADD COLUMN name");
    }

    @Test
    void worksOnAnotherSchemaAndHistoryTable() {
      run("upgrade", "head", "--schema", "shop", "--history-table", "shop_history").succeeds();
      assertThat(empty.value("SELECT count(*) FROM shop.shop_history WHERE version IS NOT NULL"))
          .isEqualTo("2");
      assertThat(empty.value("SELECT to_regclass('shop.shops')")).isNotNull();
      assertThat(empty.value("SELECT to_regnamespace('lintel')")).isNull();
    }

    @Test
    void inAnEmptyFolderTakesLintelsOwnMigrations(@TempDir Path elsewhere) {
      Run run = Run.on(empty.url(), elsewhere, "upgrade", "head").succeeds();
      assertThat(run.out()).startsWith("Migrations: Lintel's own; ");
      assertThat(run.out()).contains("applied 001  create parents");
      assertThat(empty.value("SELECT to_regclass('lintel.items')")).isNotNull();
      assertThat(Run.on(empty.url(), elsewhere, "downgrade", "base").succeeds().out())
          .endsWith("now at base, 3 pending" + System.lineSeparator());
    }

    @Test
    void takesFoldersThatAreNamed(@TempDir Path elsewhere) {
      run("upgrade", "head").succeeds();
      Run run =
          Run.on(
              empty.url(),
              elsewhere,
              "downgrade",
              "base",
              "--migrations",
              folder.resolve("db/migrations").toString(),
              "--undo",
              folder.resolve("db/undo").toString());
      assertThat(run.succeeds().result()).last().isEqualTo("now at base, 2 pending");
    }

    @Test
    void findsTheUndoScriptsBesideTheFolderThatIsNamed() {
      run("upgrade", "head").succeeds();
      Path inside = folder.resolve("db/migrations");
      Run run = Run.on(empty.url(), inside, "downgrade", "-1", "--migrations", ".");
      assertThat(run.succeeds().result()).last().isEqualTo("now at 001, 1 pending");
    }

    @Test
    void thatFailsSaysWhereAndKeepsWhatWasDoneBefore() throws IOException {
      project.write("db/migrations/V002__name_shops.sql", "ALTER TABLE shop ADD COLUMN name text;");
      assertThat(run("upgrade", "head").fails(ExitCode.FINDINGS))
          .contains("V002__name_shops.sql", "relation \"shop\" does not exist");
      assertThat(run("current").succeeds().result()).containsExactly("001, 1 pending");
    }

    @Test
    void waitsForALockAsLongAsItWasTold() throws SQLException {
      run("upgrade", "+1").succeeds();
      try (Connection other = DriverManager.getConnection(empty.jdbcUrl());
          Statement statement = other.createStatement()) {
        other.setAutoCommit(false);
        statement.execute("LOCK TABLE lintel.shops");
        assertThat(run("upgrade", "head", "--lock-timeout", "50ms").fails(ExitCode.FINDINGS))
            .contains("V002__name_shops.sql", "lock");
      }
      assertThat(columns()).isEqualTo("id");
    }
  }

  @Nested
  class Downgrade {

    @BeforeEach
    void upgrade() {
      run("upgrade", "head").succeeds();
    }

    @Test
    void byOneStepTakesTheNumberWithItsMinus() {
      assertThat(run("downgrade", "-1").succeeds().result())
          .containsExactly("undone 002  name shops", "now at 001, 1 pending");
      assertThat(columns()).isEqualTo("id");
    }

    @Test
    void toAVersionKeepsIt() {
      assertThat(run("downgrade", "1").succeeds().result())
          .containsExactly("undone 002  name shops", "now at 001, 1 pending");
      assertThat(run("downgrade", "001").succeeds().result())
          .containsExactly("nothing to do: 001, 1 pending");
    }

    @Test
    void toBaseUndoesAllNewestFirst() {
      assertThat(run("downgrade", "base").succeeds().result())
          .containsExactly(
              "undone 002  name shops", "undone 001  create shops", "now at base, 2 pending");
      assertThat(columns()).isNull();
    }

    @Test
    void takesOptionsOnBothSidesOfItsTarget() {
      Run run = run("downgrade", "--json", "-2", "--lock-timeout", "2m").succeeds();
      assertThat(run.json().toString())
          .isEqualTo("{\"undone\":[\"002\",\"001\"],\"version\":null}");
    }

    @Test
    void asSqlPrintsTheScriptAloneAndChangesNothing() {
      Run run = run("downgrade", "-1", "--sql").succeeds();
      assertThat(run.out())
          .contains("ALTER TABLE shops DROP COLUMN name;")
          .doesNotContain("Migrations:");
      assertThat(run("downgrade", "base", "--sql").succeeds().out()).contains("DROP TABLE shops;");
      assertThat(columns()).isEqualTo("id name");
    }

    @Test
    void withoutAnUndoScriptIsRefused() throws IOException {
      project.delete("db/undo/U002__name_shops.sql");
      assertThat(run("downgrade", "-1").fails(ExitCode.FINDINGS)).contains("U002__name_shops.sql");
      assertThat(columns()).isEqualTo("id name");
    }
  }
}
