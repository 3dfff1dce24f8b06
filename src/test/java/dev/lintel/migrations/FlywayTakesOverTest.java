package dev.lintel.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lintel.LintelException;
import dev.lintel.testing.PostgresTest;
import dev.lintel.testing.TestDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.io.TempDir;

/** After any sequence of commands a plain Flyway knows what is applied, and goes on from there. */
@PostgresTest
class FlywayTakesOverTest {

  private static final int VERSIONS = 4;

  @TempDir Path folder;

  @RepeatedTest(8)
  @DisplayName("a plain Flyway goes on")
  void flywayGoesOn(RepetitionInfo repetition, TestDatabase database) {
    Random random = new Random(repetition.getCurrentRepetition());
    ScriptFolders scripts = new ScriptFolders(folder);
    for (int version = 1; version <= VERSIONS; version++) {
      scripts.add(
          version + "__t",
          "CREATE TABLE t" + version + " (id int);",
          "DROP TABLE t" + version + ";");
    }
    List<String> done = new ArrayList<>();
    try (TestDatabase empty = database.createEmpty()) {
      Migrations migrations = scripts.over(empty.pool());
      Flyway flyway = flyway(empty, scripts);
      for (int i = 0; i < 8; i++) {
        done.add(step(migrations, random, flyway));
        assertAgreement(done, empty, migrations, flyway);
      }
      int missing = migrations.pending().size();
      assertThat(flyway.migrate().migrationsExecuted).as("after " + done).isEqualTo(missing);
      flyway.validate();
      assertThat(migrations.downgradeTo("base").getUndone()).hasSize(VERSIONS);
      assertThat(flyway.migrate().migrationsExecuted).isEqualTo(VERSIONS);
    }
  }

  /** Stamps are undone by stamps at once: they would make the tables and the history differ. */
  private static String step(Migrations migrations, Random random, Flyway flyway) {
    int version = 1 + random.nextInt(VERSIONS);
    int steps = 1 + random.nextInt(2);
    try {
      switch (random.nextInt(6)) {
        case 0:
          return "upgrade " + migrations.upgrade().getApplied();
        case 1:
          return "upgrade to " + version + " " + migrations.upgrade("" + version).getApplied();
        case 2:
          return "upgrade by " + steps + " " + migrations.upgradeSteps(steps).getApplied();
        case 3:
          return "downgrade to " + version + " " + migrations.downgradeTo("" + version);
        case 4:
          return "downgrade by " + steps + " " + migrations.downgradeSteps(steps);
        default:
          String now = migrations.current().orElse("base");
          return "stamp " + migrations.stamp("" + version) + migrations.stamp(now);
      }
    } catch (LintelException e) {
      return "refused: " + e.getMessage();
    }
  }

  private static void assertAgreement(
      List<String> done, TestDatabase empty, Migrations migrations, Flyway flyway) {
    List<String> tables = new ArrayList<>();
    for (List<String> row :
        empty.query(
            "SELECT substr(tablename, 2) FROM pg_tables WHERE schemaname = 'shop'"
                + " AND tablename LIKE 't_' ORDER BY 1")) {
      tables.add(row.get(0));
    }
    String head = tables.isEmpty() ? null : tables.get(tables.size() - 1);
    MigrationInfo current = flyway.info().current();
    assertThat(migrations.current().orElse(null)).as("after " + done).isEqualTo(head);
    assertThat(current == null ? null : current.getVersion().getVersion())
        .as("Flyway after " + done)
        .isEqualTo(head);
    assertThat(flyway.info().pending()).as("after " + done).hasSize(VERSIONS - tables.size());
    assertThat(migrations.pending()).hasSize(VERSIONS - tables.size());
  }

  private static Flyway flyway(TestDatabase empty, ScriptFolders scripts) {
    return Flyway.configure()
        .dataSource(empty.pool())
        .schemas("shop")
        .table("shop_history")
        .locations(scripts.location())
        .load();
  }
}
