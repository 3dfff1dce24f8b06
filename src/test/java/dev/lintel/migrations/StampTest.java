package dev.lintel.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lintel.MigrationException;
import dev.lintel.testing.PostgresTest;
import dev.lintel.testing.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@PostgresTest
class StampTest {

  @TempDir Path folder;
  private TestDatabase legacy;
  private ScriptFolders scripts;
  private Migrations migrations;

  @BeforeEach
  void makeADatabaseThatHasItsTablesAlready(TestDatabase database) {
    legacy = database.createEmpty();
    legacy.execute("CREATE SCHEMA shop");
    legacy.execute("CREATE TABLE shop.shops (id int)");
    legacy.execute("CREATE TABLE shop.goods (id int)");
    scripts =
        new ScriptFolders(folder)
            .add("1__shops", "CREATE TABLE shops (id int);", "DROP TABLE shops;")
            .add("2__goods", "CREATE TABLE goods (id int);", "DROP TABLE goods;")
            .add("3__price", "ALTER TABLE goods ADD price int;", "ALTER TABLE goods DROP price;");
    migrations = scripts.over(legacy.pool());
  }

  @AfterEach
  void dropDatabase() {
    legacy.close();
  }

  @Test
  void adoptsTheTablesThatAreThere() {
    StampResult result = migrations.stamp("2");

    assertThat(result.getMarked()).containsExactly("1", "2");
    assertThat(result.getUnmarked()).isEmpty();
    assertThat(result.getVersion()).contains("2");
    assertThat(migrations.upgrade().getApplied()).containsExactly("3");
    assertThat(migrations.history())
        .extracting(m -> m.getVersion() + " " + m.getState())
        .containsExactly("1 Stamped", "2 Stamped", "3 Success");
    assertThat(flyway().validateWithResult().validationSuccessful).isTrue();
    assertThat(flyway().info().current().getVersion().getVersion()).isEqualTo("3");
  }

  @Test
  void canBeDowngradedAfterwards() {
    migrations.stamp("2");
    assertThat(migrations.downgradeTo("base").getUndone()).containsExactly("2", "1");
    assertThat(legacy.value("SELECT to_regclass('shop.shops') IS NULL")).isEqualTo("t");
  }

  @Test
  void goesDownToo() {
    migrations.stamp("2");
    StampResult result = migrations.stamp("001");

    assertThat(result.getUnmarked()).containsExactly("2");
    assertThat(result.getMarked()).isEmpty();
    assertThat(migrations.current()).contains("1");
    assertThat(migrations.stamp("base").getUnmarked()).containsExactly("1");
    assertThat(migrations.current()).isEmpty();
    assertThat(migrations.history())
        .extracting(m -> m.getVersion() + " " + m.getState())
        .containsExactly("1 Undone", "2 Undone", "2 Unstamped", "1 Unstamped");
    assertThat(migrations.history()).allMatch(AppliedMigration::isStamped);
    assertThat(flyway().info().current()).isNull();
    assertThat(flyway().info().pending()).hasSize(3);
    assertThat(legacy.value("SELECT to_regclass('shop.goods') IS NULL")).isEqualTo("f");
  }

  @Test
  void makesSchemaAndHistoryWhereThereAreNone() {
    Migrations elsewhere = migrations.schema("other");
    elsewhere.stamp("3");
    assertThat(elsewhere.current()).contains("3");
    assertThat(elsewhere.upgrade().getApplied()).isEmpty();
  }

  @Test
  void ofAnUnknownVersionChangesNothing() {
    for (String version : List.of("4", "0", "", "head", "1; DROP TABLE goods")) {
      assertThatThrownBy(() -> migrations.stamp(version))
          .isInstanceOf(MigrationException.class)
          .hasMessageStartingWith("version '" + version + "'");
    }
    assertThat(legacy.value("SELECT to_regclass('shop.shop_history') IS NULL")).isEqualTo("t");
  }

  @Test
  void leavesWhatABaselineStandsFor() {
    Flyway.configure()
        .dataSource(legacy.pool())
        .schemas("shop")
        .table("shop_history")
        .locations(scripts.location())
        .baselineVersion("1")
        .load()
        .baseline();

    assertThat(migrations.stamp("2").getMarked()).containsExactly("2");
    assertThat(migrations.downgradeTo("base").getUndone()).containsExactly("2");
    assertThat(legacy.value("SELECT to_regclass('shop.shops') IS NOT NULL")).isEqualTo("t");
    assertThat(migrations.upgrade().getApplied()).containsExactly("2", "3");
  }

  @Test
  void isRefusedOverAFailedRow() {
    migrations.stamp("1");
    legacy.execute("UPDATE shop.shop_history SET success = false");
    assertThatThrownBy(() -> migrations.stamp("2"))
        .isInstanceOf(MigrationException.class)
        .hasMessageContaining("V1__shops.sql has failed half-way");
  }

  @Test
  void makesTheTableThatFlywayMakes() {
    migrations.stamp("1");
    Flyway.configure()
        .dataSource(legacy.pool())
        .schemas("by_flyway")
        .table("shop_history")
        .locations(scripts.location())
        .target("1")
        .load()
        .migrate();
    String columns =
        "SELECT column_name, data_type, character_maximum_length, is_nullable, column_default"
            + " FROM information_schema.columns WHERE table_schema = ? ORDER BY ordinal_position";
    String indexes =
        "SELECT replace(indexdef, schemaname || '.', '') FROM pg_indexes WHERE schemaname = ?"
            + " AND tablename = 'shop_history' ORDER BY 1";
    assertThat(table(columns, "shop")).isEqualTo(table(columns, "by_flyway")).isNotEmpty();
    assertThat(table(indexes, "shop")).isEqualTo(table(indexes, "by_flyway")).hasSize(2);
  }

  private List<List<String>> table(String sql, String schema) {
    return legacy.query(
        sql.replace("table_schema = ?", "table_name = 'shop_history' AND table_schema = ?"),
        schema);
  }

  private Flyway flyway() {
    return Flyway.configure()
        .dataSource(legacy.pool())
        .schemas("shop")
        .table("shop_history")
        .locations(scripts.location())
        .load();
  }
}
