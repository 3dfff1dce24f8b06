package dev.lintel.migrations;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lintel.InvalidValueException;
import dev.lintel.MigrationException;
import dev.lintel.testing.PostgresTest;
import dev.lintel.testing.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@PostgresTest
class DowngradeTest {

  @TempDir Path folder;
  private TestDatabase empty;
  private ScriptFolders scripts;
  private Migrations migrations;

  @BeforeEach
  void writeThreeMigrations(TestDatabase database) {
    empty = database.createEmpty();
    scripts =
        new ScriptFolders(folder)
            .add("1__shops", "CREATE TABLE shops (id int);", "DROP TABLE shops;")
            .add("2__goods", "CREATE TABLE goods (id int);", "DROP TABLE goods;")
            .add("3__price", "ALTER TABLE goods ADD price int;", "ALTER TABLE goods DROP price;");
    migrations = scripts.over(empty.pool());
  }

  @AfterEach
  void dropDatabase() {
    empty.close();
  }

  @Nested
  class OfLintelItself {

    @Test
    void goesToBaseAndBack() {
      Migrations lintel = Migrations.over(empty.pool());
      lintel.upgrade();

      DowngradeResult result = lintel.downgradeTo("base");

      assertThat(result.getUndone()).containsExactly("003", "002", "001");
      assertThat(result.getVersion()).isEmpty();
      assertThat(tables("lintel")).containsExactly(List.of("lintel_schema_history"));
      assertThat(lintel.upgrade().getApplied()).containsExactly("001", "002", "003");
    }
  }

  @Nested
  class Steps {

    @Test
    void undoTheNewestFirst() {
      migrations.upgrade();

      DowngradeResult result = migrations.downgradeSteps(2);

      assertThat(result.getUndone()).containsExactly("3", "2");
      assertThat(result.getVersion()).contains("1");
      assertThat(migrations.current()).contains("1");
      assertThat(tables("shop")).containsExactly(List.of("shop_history"), List.of("shops"));
      assertThat(migrations.pending())
          .extracting(PendingMigration::getVersion)
          .containsExactly("2", "3");
    }

    @Test
    void areNotMoreThanAreApplied() {
      migrations.upgrade("2");
      assertThatThrownBy(() -> migrations.downgradeSteps(3))
          .isInstanceOf(MigrationException.class)
          .hasMessageContaining("at most 2");
      assertThat(migrations.current()).contains("2");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void areAtLeastOne(int steps) {
      assertThatThrownBy(() -> migrations.downgradeSteps(steps))
          .isInstanceOf(InvalidValueException.class)
          .hasMessageStartingWith("steps: expected 1 or more, but was " + steps);
      assertThatThrownBy(() -> migrations.upgradeSteps(steps))
          .isInstanceOf(InvalidValueException.class)
          .hasMessageStartingWith("steps");
    }

    @Test
    void upwardsApplyTheNextFew() {
      assertThat(migrations.upgradeSteps(1).getApplied()).containsExactly("1");
      assertThat(migrations.upgradeSteps(2).getApplied()).containsExactly("2", "3");
      assertThatThrownBy(() -> migrations.upgradeSteps(1))
          .isInstanceOf(MigrationException.class)
          .hasMessageContaining("at most 0");
    }
  }

  @Nested
  class ToAVersion {

    @Test
    void leavesThatVersion() {
      migrations.upgrade();
      assertThat(migrations.downgradeTo("002").getUndone()).containsExactly("3");
      assertThat(migrations.downgradeTo("2").getUndone()).isEmpty();
      assertThat(migrations.current()).contains("2");
    }

    @Test
    void thatIsNotAppliedIsRefused() {
      migrations.upgrade("2");
      for (String version : List.of("3", "17", "0", "head", "two", "")) {
        assertThatThrownBy(() -> migrations.downgradeTo(version))
            .as(version)
            .isInstanceOf(MigrationException.class)
            .hasMessageStartingWith("version '" + version + "'")
            .message()
            .doesNotContain("\n");
      }
      assertThat(migrations.current()).contains("2");
    }

    @Test
    void thatWasTheBaselineIsAllowed() {
      empty.execute("CREATE SCHEMA shop");
      empty.execute("CREATE TABLE shop.old (id int)");
      migrations.upgrade();
      assertThat(migrations.downgradeTo("0").getUndone()).containsExactly("3", "2", "1");
      assertThat(migrations.upgrade().getApplied()).containsExactly("1", "2", "3");
    }
  }

  @Nested
  class Trails {

    @Test
    void tellWhatWasAppliedUndoneAndAppliedAgain() {
      migrations.upgrade("2");
      migrations.downgradeSteps(1);
      migrations.upgrade("2");

      assertThat(migrations.history())
          .extracting(m -> m.getVersion() + " " + m.getScript() + " " + m.getState())
          .containsExactly(
              "1 V1__shops.sql Success",
              "2 V2__goods.sql Undone",
              "2 U2__goods.sql Undo",
              "2 V2__goods.sql Success");
      assertThat(migrations.history())
          .allSatisfy(m -> assertThat(m.getInstalledBy()).isEqualTo(empty.value("SELECT user")));
    }
  }

  @Nested
  class Refusals {

    @Test
    void ofAMissingUndoScriptChangeNothing() throws IOException {
      migrations.upgrade();
      Files.delete(scripts.undo("2__goods"));
      refused("1", "V2__goods.sql: cannot be undone: expected U2__goods.sql");
    }

    @Test
    void ofADifferentChecksumChangeNothing() {
      migrations.upgrade();
      scripts.add("2__goods", "CREATE TABLE goods (id bigint);", "DROP TABLE goods;");
      refused("1", "checksum mismatch");
    }

    @Test
    void ofAMissingMigrationChangeNothing() throws IOException {
      migrations.upgrade();
      Files.delete(scripts.migration("2__goods"));
      refused("2", "not resolved locally: 2");
    }

    @Test
    void ofAnIrreversibleVersionGiveTheReason() {
      scripts.add("2__goods", "CREATE TABLE goods (id int);", "-- irreversible: goods are sold\n");
      migrations.upgrade();
      refused("1", "U2__goods.sql: irreversible: goods are sold");
    }

    @Test
    void ofAnIrreversibleVersionNeedNoUndoScript() throws IOException {
      scripts.add("4__sale", "-- Irreversible: sold\nDELETE FROM goods;", null);
      migrations.upgrade();
      refused("3", "V4__sale.sql: irreversible: sold");
    }

    @Test
    void ofFailedRowsNameTheRow() {
      migrations.upgrade();
      empty.execute("UPDATE shop.shop_history SET success = false WHERE version = '3'");
      refused("2", "V3__price.sql has failed half-way", "installed_rank = 3");
      assertThatThrownBy(migrations::upgrade)
          .isInstanceOf(MigrationException.class)
          .hasMessageContaining("V3__price.sql has failed half-way");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "DROP TABLE goods; COMMIT;",
          "BEGIN; DROP TABLE goods; END;",
          "DROP TABLE goods;\n/* done */ commit work;",
          "start transaction; DROP TABLE goods;",
          "ROLLBACK; DROP TABLE goods;",
          "DROP TABLE goods; ABORT",
          "DROP TABLE goods; PREPARE TRANSACTION 'x';"
        })
    void ofAScriptThatEndsItsTransactionNameTheLine(String undo) {
      scripts.add("2__goods", "CREATE TABLE goods (id int);", undo);
      migrations.upgrade();
      refused("1", "U2__goods.sql:", "remove it: each migration runs in a transaction");
    }

    @Test
    void ofAMigrationThatCommitsComeBeforeItRuns() {
      scripts.add("4__more", "CREATE TABLE more (id int);\nCOMMIT;\nSELECT 1/0;", "SELECT 1;");
      assertThatThrownBy(migrations::upgrade)
          .isInstanceOf(MigrationException.class)
          .hasMessageStartingWith("V4__more.sql:2: 'COMMIT'");
      assertThat(migrations.current()).isEmpty();
      assertThat(tables("shop")).isEmpty();
    }

    @Test
    void ofTextInStringsAndBodiesThereAreNone() {
      scripts.add(
          "4__text",
          "CREATE FUNCTION shop.f() RETURNS text LANGUAGE plpgsql AS $f$ BEGIN RETURN 'x'; END $f$;"
              + " COMMENT ON FUNCTION shop.f() IS 'COMMIT; ROLLBACK';",
          "/* COMMIT; */ DROP FUNCTION shop.f(); -- COMMIT;\nSELECT 'BEGIN; COMMIT;', $$;END;$$;");
      migrations.upgrade();
      assertThat(migrations.downgradeSteps(1).getUndone()).containsExactly("4");
    }

    @Test
    void ofAMigrationThatRanLongAgoThereAreNone() {
      scripts.add(
          "4__dump",
          "SET lock_timeout = 0; BEGIN; CREATE TABLE dump (t text DEFAULT '${own}'); COMMIT;",
          "DROP TABLE dump;");
      migrations.upgrade("3");
      Flyway.configure()
          .dataSource(empty.pool())
          .schemas("shop")
          .table("shop_history")
          .locations(scripts.location())
          .placeholders(Map.of("own", "x"))
          .load()
          .migrate();
      assertThat(migrations.downgradeSteps(1).getUndone()).containsExactly("4");
      assertThat(tables("shop")).doesNotContain(List.of("dump"));
    }

    @Test
    void ofAnUndoScriptThatIsNotUtf8() throws IOException {
      migrations.upgrade();
      Files.write(scripts.undo("2__goods"), "DROP TABLE goods; -- \u00e4".getBytes(ISO_8859_1));
      refused("1", "U2__goods.sql in filesystem:", "expected UTF-8");
    }

    @Test
    void ofUndoLocationsThatWereNotGiven() {
      migrations.upgrade();
      Migrations without = migrations.locations(scripts.location());
      assertThatThrownBy(() -> without.downgradeSteps(1))
          .isInstanceOf(MigrationException.class)
          .hasMessageContaining("no undo locations");
    }

    @Test
    void ofTwoFilesWithOneVersion() {
      scripts.add("2__again", "SELECT 1;", "SELECT 1;");
      assertThatThrownBy(migrations::upgrade)
          .isInstanceOf(MigrationException.class)
          .hasMessageContaining("more than one migration with version 2")
          .hasMessageEndingWith("; give one of them another version")
          .message()
          .doesNotContain("\n");
    }

    @Test
    void ofANameThatIsNoMigrations() {
      ScriptFolders.write(scripts.migration("4__x").resolveSibling("v4__x.sql"), "SELECT 1;");
      assertThatThrownBy(migrations::upgrade)
          .isInstanceOf(MigrationException.class)
          .hasMessageContaining("v4__x.sql")
          .hasMessageEndingWith("; name it like V004__add_due_at.sql");
    }

    @Test
    void ofAScriptThatIsNotUtf8() throws IOException {
      Files.write(
          scripts.migration("4__x"),
          "COMMENT ON SCHEMA shop IS 'für';".getBytes(StandardCharsets.ISO_8859_1));
      assertThatThrownBy(migrations::upgrade)
          .isInstanceOf(MigrationException.class)
          .hasMessageContaining("V4__x.sql")
          .hasMessageContaining("UTF-8");
    }

    @Test
    void ofCopyFromStdin() {
      scripts.add("2__goods", "CREATE TABLE goods (id int);", "COPY goods FROM STDIN;\n1\n\\.\n");
      migrations.upgrade();
      refused("1", "U2__goods.sql:1", "INSERT");
    }

    @Test
    void ofAnUnknownPlaceholder() {
      scripts.add("2__goods", "CREATE TABLE goods (id int);", "DROP TABLE ${what};");
      migrations.upgrade();
      refused("1", "U2__goods.sql: ${what}: no such placeholder");
    }

    private void refused(String target, String... message) {
      List<List<String>> before = rows();
      List<List<String>> tables = tables("shop");
      assertThatThrownBy(() -> migrations.downgradeTo(target))
          .isInstanceOf(MigrationException.class)
          .hasMessageContainingAll(message)
          .message()
          .doesNotContain("\n");
      assertThat(rows()).isEqualTo(before).isNotEmpty();
      assertThat(tables("shop")).isEqualTo(tables);
    }
  }

  @Nested
  class Failures {

    @Test
    void rollBackTheWholeScriptAndItsMark() {
      scripts.add(
          "3__price",
          "ALTER TABLE goods ADD price int;",
          "ALTER TABLE goods DROP price;\nALTER TABLE goods DROP nothing;");
      migrations.upgrade();
      List<List<String>> before = rows();

      assertThatThrownBy(() -> migrations.downgradeTo("1"))
          .isInstanceOf(MigrationException.class)
          .hasMessageStartingWith("U3__price.sql:2: 'ALTER TABLE goods DROP nothing'")
          .hasMessageContaining("does not exist")
          .hasMessageContaining("version 3 is applied as before");
      assertThat(rows()).isEqualTo(before);
      assertThat(column("price")).isTrue();
    }

    @Test
    void leaveWhatWasUndoneBefore() {
      scripts.add("2__goods", "CREATE TABLE goods (id int);", "DELETE FROM no_goods;");
      migrations.upgrade();
      assertThatThrownBy(() -> migrations.downgradeTo("base"))
          .isInstanceOf(MigrationException.class)
          .hasMessageStartingWith("U2__goods.sql:1")
          .hasMessageNotContaining("Position")
          .hasMessageEndingWith("undone before it, and stays so: [3]");
      assertThat(migrations.current()).contains("2");
      assertThat(column("price")).isFalse();
    }

    @Test
    void ofAConstraintThatIsCheckedAtTheCommitNameTheScript() {
      scripts
          .add(
              "3__price",
              "ALTER TABLE goods ADD price int UNIQUE DEFERRABLE INITIALLY DEFERRED;",
              "INSERT INTO goods VALUES (1, 7), (2, 7);")
          .add("4__more", "SELECT 1;", "SELECT 1;");
      migrations.upgrade();
      assertThatThrownBy(() -> migrations.downgradeSteps(2))
          .isInstanceOf(MigrationException.class)
          .hasMessageStartingWith("U3__price.sql: ERROR: duplicate key value")
          .hasMessageContaining("version 3 is applied as before")
          .hasMessageEndingWith("undone before it, and stays so: [4]");
      assertThat(migrations.current()).contains("3");
    }

    @Test
    void ofTheConnectionAtTheCommitSendThemToTheHistory() {
      scripts.add(
          "3__price",
          "ALTER TABLE goods ADD price int;"
              + " CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
              + " PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END $$;"
              + " CREATE CONSTRAINT TRIGGER t AFTER INSERT ON goods DEFERRABLE INITIALLY DEFERRED"
              + " FOR EACH ROW EXECUTE FUNCTION die();",
          "INSERT INTO goods VALUES (1, 1);");
      migrations.upgrade();
      assertThatThrownBy(() -> migrations.downgradeSteps(1))
          .isInstanceOf(MigrationException.class)
          .hasMessageStartingWith("U3__price.sql: the connection was lost at the commit")
          .message()
          .doesNotContain("\n");
      assertThat(migrations.current()).contains("3");
    }

    @Test
    void ofTheMarkNameTheScriptAndRollItBack() {
      scripts.add(
          "3__price",
          "ALTER TABLE goods ADD price int;",
          "ALTER TABLE goods DROP price; SET TRANSACTION READ ONLY;");
      migrations.upgrade();
      assertThatThrownBy(() -> migrations.downgradeSteps(1))
          .isInstanceOf(MigrationException.class)
          .hasMessageStartingWith("U3__price.sql: ERROR: cannot execute INSERT")
          .hasMessageContaining("version 3 is applied as before");
      assertThat(column("price")).isTrue();
    }

    @Test
    void ofACommitInsideABlockRollBack() {
      scripts.add(
          "3__price",
          "ALTER TABLE goods ADD price int;",
          "ALTER TABLE goods DROP price; DO $$ BEGIN COMMIT; END $$;");
      migrations.upgrade();
      assertThatThrownBy(() -> migrations.downgradeSteps(1))
          .isInstanceOf(MigrationException.class)
          .hasMessageContaining("invalid transaction termination");
      assertThat(column("price")).isTrue();
      assertThat(migrations.current()).contains("3");
    }
  }

  @Nested
  class SessionsOfThePool {

    @Test
    void areAsTheyWere() throws Exception {
      scripts.add(
          "4__settings",
          "SET search_path = pg_catalog; SET lock_timeout = '7s'; SET statement_timeout = '17s';",
          "SET search_path = pg_catalog; SET lock_timeout = '7s'; SET shop.owner = 'x';"
              + " SET TIME ZONE 'UTC'; SET session_replication_role = replica;"
              + " SET ROLE pg_monitor;");
      migrations.upgrade();
      migrations.downgradeSteps(1);
      for (int i = 0; i < 2; i++) {
        try (var one = empty.pool().getConnection();
            var two = empty.pool().getConnection()) {
          for (var connection : List.of(one, two)) {
            assertThat(setting(connection, "search_path")).isEqualTo("\"$user\", public");
            assertThat(setting(connection, "lock_timeout")).isEqualTo("0");
            assertThat(setting(connection, "role")).isEqualTo("none");
            assertThat(setting(connection, "statement_timeout")).isEqualTo("0");
            assertThat(setting(connection, "session_replication_role")).isEqualTo("origin");
            assertThat(setting(connection, "timezone")).isEqualTo("Asia/Kathmandu");
            assertThat(connection.getAutoCommit()).isTrue();
          }
        }
      }
    }

    private String setting(java.sql.Connection connection, String name) throws Exception {
      try (var statement = connection.createStatement();
          var row = statement.executeQuery("SHOW " + name)) {
        row.next();
        return row.getString(1);
      }
    }
  }

  @Test
  void placeholdersOfFlywayAreReplaced() {
    scripts.add(
        "4__p",
        "CREATE TABLE ${flyway:defaultSchema}.p (t text); INSERT INTO p VALUES ('${flyway:table}'); -- ${flyway:timestamp} ${flyway:workingDirectory}",
        "DROP TABLE ${flyway:defaultschema}.p; SELECT '${flyway:filename} ${flyway:user}';");
    migrations.upgrade();
    assertThat(empty.value("SELECT t FROM shop.p")).isEqualTo("shop_history");
    assertThat(migrations.downgradeSteps(1).getUndone()).containsExactly("4");
  }

  @Test
  void placeholdersAreLeftWhereFlywayLeavesThem() {
    String up = "CREATE TABLE p (t text); INSERT INTO p VALUES ('${x}');";
    scripts.add("4__p", up, "DROP TABLE p;");
    ScriptFolders.write(
        Path.of(scripts.migration("4__p") + ".conf"), "placeholderReplacement=false\n");
    migrations.upgrade();
    assertThat(empty.value("SELECT t FROM shop.p")).isEqualTo("${x}");
  }

  private boolean column(String name) {
    return empty
        .value(
            "SELECT count(*) FROM pg_attribute WHERE attrelid = 'shop.goods'::regclass"
                + " AND attname = ? AND NOT attisdropped",
            name)
        .equals("1");
  }

  private List<List<String>> rows() {
    return empty.query("SELECT * FROM shop.shop_history ORDER BY installed_rank");
  }

  private List<List<String>> tables(String schema) {
    return empty.query("SELECT tablename FROM pg_tables WHERE schemaname = ? ORDER BY 1", schema);
  }
}
