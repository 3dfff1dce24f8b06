package dev.lintel.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lintel.MigrationException;
import dev.lintel.session.Database;
import dev.lintel.testing.PostgresTest;
import dev.lintel.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scripts for psql, beside what the API does. */
@PostgresTest
class MigrationScriptsTest {

  private static final String SHOPS =
      "CREATE TABLE shops (id int);\nCOMMENT ON TABLE shops IS 'it''s; \\ \"a\" $$';";

  @TempDir Path folder;
  private TestDatabase byScript;
  private TestDatabase byApi;
  private ScriptFolders scripts;

  @BeforeEach
  void createDatabases(TestDatabase database) {
    byScript = database.createEmpty();
    byApi = database.createEmpty();
    scripts =
        new ScriptFolders(folder)
            .add("1__shops", SHOPS, "DROP TABLE shops;")
            .add(
                "2__role",
                "SET ROLE pg_monitor; SET search_path = pg_catalog; SELECT 'x' -- no semicolon",
                "SET ROLE pg_monitor")
            .add("3__goods", "CREATE TABLE goods (id int); -- last", "DROP TABLE goods; -- last")
            .add(
                "4__index",
                "DROP INDEX CONCURRENTLY IF EXISTS ix_goods_id;\n"
                    + "CREATE INDEX CONCURRENTLY ix_goods_id ON goods (id);",
                "DROP INDEX CONCURRENTLY IF EXISTS ix_goods_id;")
            .add(
                "5__function",
                "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$ SELECT 1; $$;",
                "DROP FUNCTION f();");
  }

  @AfterEach
  void dropDatabases() {
    byScript.close();
    byApi.close();
  }

  @Test
  void theApplicationWithoutFlywayHasTheScriptThatIsPrinted() throws IOException {
    assertThat(Path.of("src/it/boot27-no-flyway/src/test/resources/dba/lintel-003.sql"))
        .content()
        .isEqualTo(Migrations.over(byScript.pool()).scripts().upgrade());
  }

  @Nested
  class LeaveTheDatabaseAsTheApiDoes {

    @Test
    void fromNothingToHead() throws Exception {
      run(on(byScript).scripts().upgrade());
      on(byApi).upgrade();
      assertEqual();
      assertThat(on(byScript).current()).contains("5");
    }

    @Test
    void besideTablesThatWereThereBefore() throws Exception {
      for (TestDatabase database : List.of(byScript, byApi)) {
        database.execute("CREATE SCHEMA shop");
        database.execute("CREATE TABLE shop.old (id int)");
      }
      run(on(byScript).scripts().upgrade());
      on(byApi).upgrade();
      assertEqual();
    }

    @Test
    void inStepsUpAndDown() throws Exception {
      run(on(byScript).scripts().upgrade("3"));
      on(byApi).upgrade("3");
      assertEqual();
      run(on(byScript).scripts().upgradeSteps(2));
      on(byApi).upgradeSteps(2);
      assertEqual();
      run(on(byScript).scripts().downgradeSteps(3));
      on(byApi).downgradeSteps(3);
      assertEqual();
      run(on(byScript).scripts().upgrade());
      on(byApi).upgrade();
      assertEqual();
      run(on(byScript).scripts().downgradeTo("base"));
      on(byApi).downgradeTo("base");
      assertEqual();
      assertThat(byScript.value("SELECT count(*) FROM shop.shop_history")).isEqualTo("16");
    }

    @Test
    void withRepeatableMigrations() throws Exception {
      Path repeatable = scripts.migration("x").resolveSibling("R__view.sql");
      Files.writeString(repeatable, "CREATE OR REPLACE VIEW v AS SELECT 1 AS one;");
      run(on(byScript).scripts().upgrade("1"));
      on(byApi).upgrade("1");
      assertEqual();
      Files.writeString(repeatable, "CREATE OR REPLACE VIEW v AS SELECT 2 AS one;");
      run(on(byScript).scripts().upgrade());
      on(byApi).upgrade();
      assertEqual();
    }

    @Test
    void forLintelItself() throws Exception {
      run(Migrations.over(byScript.pool()).scripts().upgrade());
      Migrations.over(byApi.pool()).upgrade();
      assertEqual();
      assertThat(Migrations.over(byScript.pool()).upgrade().getApplied()).isEmpty();
    }

    @Test
    void ofFilesWithAByteOrderMark() throws Exception {
      scripts.add("6__bom", "\uFEFFCREATE TABLE bom (id int);", null);
      run(on(byScript).scripts().upgrade());
      on(byApi).upgrade();
      assertEqual();
    }

    @Test
    void afterAnInterruptedIndex() throws Exception {
      assumeTrue(psql("--version") == 0, "there is no psql");
      scripts.add(
          "4__index", "CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS ix ON goods (id);", null);
      for (TestDatabase database : List.of(byScript, byApi)) {
        on(database).upgrade("3");
        database.execute("INSERT INTO shop.goods VALUES (1), (1)");
      }
      String upgrade = on(byScript).scripts().upgrade("4");
      Path file = Files.writeString(folder.resolve("interrupted.sql"), upgrade);
      assertThat(psql(byScript.url(), "-q", "-f", file.toString())).isEqualTo(3);
      byScript.execute("TRUNCATE shop.goods");
      byApi.execute("TRUNCATE shop.goods");
      psqlRun(upgrade);
      on(byApi).upgrade("4");
      assertEqual();
      assertThat(
              byScript.value(
                  "SELECT indisvalid FROM pg_index WHERE indexrelid = 'shop.ix'::regclass"))
          .isEqualTo("t");
    }

    @Test
    void throughPsql() throws Exception {
      assumeTrue(psql("--version") == 0, "there is no psql");
      psqlRun(on(byScript).scripts().upgrade());
      on(byApi).upgrade();
      assertEqual();
      psqlRun(on(byScript).scripts().downgradeTo("1"));
      on(byApi).downgradeTo("1");
      assertEqual();
    }
  }

  @Nested
  class Guards {

    @Test
    void anotherStateOfTheHistory() {
      String upgrade = on(byScript).scripts().upgrade();
      on(byScript).upgrade("1");
      assertThatThrownBy(() -> run(upgrade))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("made for another state of the history (at base)");
      String second = on(byScript).scripts().upgrade();
      on(byScript).upgrade("2");
      assertThatThrownBy(() -> run(second))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("made for another state of the history (at 1)");
      assertThat(on(byScript).current()).contains("2");
    }

    @Test
    void anotherHistoryOfTheSameLength() {
      on(byApi).upgrade("2");
      String upgrade = on(byApi).scripts().upgrade();
      on(byScript).upgrade("1");
      on(byScript).downgradeTo("base");
      assertThatThrownBy(() -> run(upgrade))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("made for another state of the history (at 2)");
      assertThat(on(byScript).current()).isEmpty();
    }

    @Test
    void anUpgradeThatIsRunning() throws Exception {
      String upgrade = on(byScript).scripts().upgrade();
      try (Connection other = DriverManager.getConnection(byScript.jdbcUrl())) {
        other
            .createStatement()
            .execute(
                "SELECT pg_advisory_lock("
                    + "hashtextextended('lintel migrations of shop.shop_history', 0))");
        assertThatThrownBy(() -> run(upgrade))
            .isInstanceOf(SQLException.class)
            .hasMessageContaining("another upgrade or downgrade of this schema is running");
      }
      assertThat(on(byScript).current()).isEmpty();
    }

    @Test
    void anErrorRollsBackThatScriptAlone() {
      scripts.add("3__goods", "CREATE TABLE goods (id int); SELECT 1/0;", "DROP TABLE goods;");
      String upgrade = on(byScript).scripts().upgrade();
      assertThatThrownBy(() -> run(upgrade)).hasMessageContaining("division by zero");
      assertThat(on(byScript).current()).contains("2");
      assertThat(byScript.value("SELECT to_regclass('shop.goods') IS NULL")).isEqualTo("t");
    }
  }

  @Nested
  class Texts {

    @Test
    void takeOneConnection() {
      try (Database one = Database.builder().url(byApi.url()).maximumPoolSize(1).build()) {
        Migrations migrations = scripts.over(one.dataSource());
        assertThat(migrations.pendingScripts()).hasSize(5);
        assertThat(migrations.scripts().upgrade()).startsWith("-- Upgrade of schema shop");
      }
      on(byApi).upgrade();
      try (Database one = Database.builder().url(byApi.url()).maximumPoolSize(1).build()) {
        Migrations migrations = scripts.over(one.dataSource());
        assertThat(migrations.scripts().downgradeTo("base")).startsWith("-- Downgrade of schema");
      }
    }

    @Test
    void sayWhatTheyDoAndChangeNothing() {
      String upgrade = on(byScript).scripts().upgrade("1");
      assertThat(upgrade)
          .startsWith("-- Upgrade of schema shop, from base:\n--     V1__shops.sql\n")
          .contains("\\set ON_ERROR_STOP on", "\nBEGIN;\n", "\nCOMMIT;\n")
          .contains("COMMENT ON TABLE shops IS 'it''s; \\ \"a\" $$';")
          .endsWith("\n");
      assertThat(byScript.value("SELECT count(*) FROM pg_namespace WHERE nspname = 'shop'"))
          .isEqualTo("0");
    }

    @Test
    void sayThatThereIsNothingToDo() {
      on(byScript).upgrade();
      assertThat(on(byScript).scripts().upgrade())
          .isEqualTo("-- Nothing to do: schema shop, from 5.\n");
      assertThat(on(byScript).scripts().downgradeTo("5")).startsWith("-- Nothing to do");
    }

    @Test
    void refuseWhatTheApiRefuses() throws IOException {
      assertThatThrownBy(() -> on(byScript).scripts().upgrade("17"))
          .isInstanceOf(MigrationException.class)
          .hasMessageStartingWith("version '17'");
      on(byScript).upgrade("4");
      scripts.add("1__shops", "CREATE TABLE shops (id bigint);", "DROP TABLE shops;");
      assertThatThrownBy(() -> on(byScript).scripts().upgrade())
          .isInstanceOf(MigrationException.class)
          .hasMessageContaining("checksum mismatch for migration version 1");
      scripts.add("1__shops", SHOPS, "DROP TABLE shops;");
      on(byScript).upgrade();
      Files.delete(scripts.undo("4__index"));
      assertThatThrownBy(() -> on(byScript).scripts().downgradeTo("base"))
          .isInstanceOf(MigrationException.class)
          .hasMessageContaining("expected U4__index.sql");
      assertThatThrownBy(() -> on(byScript).scripts().downgradeSteps(9))
          .isInstanceOf(MigrationException.class)
          .hasMessageContaining("at most 5");
    }
  }

  private Migrations on(TestDatabase database) {
    return scripts.over(database.pool());
  }

  /** As psql runs it: statement by statement, and stops at the first error. */
  private void run(String script) throws SQLException {
    String sql =
        script.replaceAll("(?m)^\\\\(set|encoding) .*$", "").replaceAll("(?m) \\\\gexec$", ";");
    try (Connection connection = DriverManager.getConnection(byScript.jdbcUrl())) {
      for (SqlStatement statement : SqlScript.parse(sql).getStatements()) {
        connection.createStatement().execute(statement.getText());
      }
    }
  }

  private void psqlRun(String script) throws Exception {
    Path file = folder.resolve("script.sql");
    Files.writeString(file, script);
    assertThat(psql(byScript.url(), "-q", "-f", file.toString())).isZero();
    assertThat(Files.readString(folder.resolve("psql.out"))).doesNotContain("ERROR", "WARNING");
  }

  private int psql(String... arguments) throws Exception {
    List<String> command = new java.util.ArrayList<>(List.of("psql", "-X"));
    command.addAll(List.of(arguments));
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("psql.out").toFile())
              .start();
      assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
      return process.exitValue();
    } catch (IOException e) {
      return -1;
    }
  }

  private void assertEqual() {
    String history =
        "SELECT installed_rank, version, description, type, script, checksum, installed_by,"
            + " success, execution_time >= 0 FROM %s ORDER BY 1";
    String table =
        byApi.value("SELECT to_regclass('shop.shop_history') IS NOT NULL").equals("t")
            ? "shop.shop_history"
            : "lintel.lintel_schema_history";
    assertThat(byScript.query(String.format(history, table)))
        .isEqualTo(byApi.query(String.format(history, table)))
        .isNotEmpty();
    String objects =
        "SELECT n.nspname, c.relname, c.relkind, c.relowner::regrole,"
            + " obj_description(c.oid, 'pg_class')"
            + " FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
            + " WHERE n.nspname IN ('shop', 'lintel') ORDER BY 1, 2";
    assertThat(byScript.query(objects)).isEqualTo(byApi.query(objects)).isNotEmpty();
    for (TestDatabase database : List.of(byScript, byApi)) {
      if (table.startsWith("shop")) {
        Flyway flyway =
            Flyway.configure()
                .dataSource(database.pool())
                .schemas("shop")
                .table("shop_history")
                .locations(scripts.location())
                .ignoreMigrationPatterns("*:pending")
                .load();
        assertThat(flyway.validateWithResult().validationSuccessful).isTrue();
      }
    }
  }
}
