package dev.lintel.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lintel.InvalidValueException;
import dev.lintel.MigrationException;
import dev.lintel.items.ItemOperations;
import dev.lintel.session.Database;
import dev.lintel.testing.OwnJvm;
import dev.lintel.testing.PostgresTest;
import dev.lintel.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@PostgresTest
class MigrationsTest {

  private TestDatabase empty;
  private Migrations migrations;

  @BeforeEach
  void createEmptyDatabase(TestDatabase database) {
    empty = database.createEmpty();
    migrations = Migrations.over(empty.pool());
  }

  @AfterEach
  void dropDatabase() {
    empty.close();
  }

  @Nested
  class Upgrade {

    @Test
    void takesAnEmptyDatabaseToHead() {
      UpgradeResult result = migrations.upgrade();

      assertThat(result.getApplied()).containsExactly("001", "002", "003");
      assertThat(result.getVersion()).contains("003");
      assertThat(
              empty.query(
                  "SELECT relname FROM pg_class WHERE relnamespace = 'lintel'::regnamespace"
                      + " AND relkind = 'r' ORDER BY 1"))
          .containsExactly(
              List.of("conversations"),
              List.of("items"),
              List.of("lintel_schema_history"),
              List.of("parents"));
    }

    @Test
    void doesNothingTheSecondTime() {
      migrations.upgrade();
      List<String> before = empty.snapshot("lintel").facts();

      UpgradeResult second = migrations.upgrade();

      assertThat(second.getApplied()).isEmpty();
      assertThat(second.getVersion()).contains("003");
      assertThat(empty.snapshot("lintel").facts()).isEqualTo(before).isNotEmpty();
    }

    @Test
    void knowsAVersionZero(@TempDir Path folder) {
      ScriptFolders scripts =
          new ScriptFolders(folder)
              .add("0__first", "CREATE TABLE first (id int);", null)
              .add("1__second", "CREATE TABLE second (id int);", null);
      Migrations own = scripts.over(empty.pool());
      assertThat(own.upgrade("0").getVersion()).contains("0");
      assertThat(own.current()).contains("0");
      assertThat(own.upgrade().getApplied()).containsExactly("1");
    }

    @Test
    void stopsAtAVersion() {
      assertThat(migrations.upgrade("2").getApplied()).containsExactly("001", "002");
      assertThat(migrations.current()).contains("002");
      assertThat(migrations.upgrade("003").getApplied()).containsExactly("003");
    }

    @Test
    void refusesAVersionThatThereIsNot() {
      assertThatThrownBy(() -> migrations.upgrade("17"))
          .isInstanceOf(MigrationException.class)
          .hasMessageStartingWith("version '17'")
          .hasMessageContaining("001, 002, 003");
      assertThatThrownBy(() -> migrations.upgrade("seventeen"))
          .isInstanceOf(MigrationException.class)
          .hasMessageStartingWith("version 'seventeen'");
      assertThat(migrations.current()).isEmpty();
    }

    @Test
    void worksInAnotherSchema() {
      Migrations tenant = migrations.schema("Tenant-1");

      assertThat(tenant.upgrade().getVersion()).contains("003");

      assertThat(empty.value("SELECT to_regclass('lintel.items') IS NULL")).isEqualTo("t");
      try (Database database =
          Database.builder().dataSource(empty.pool()).schema("Tenant-1").build()) {
        database.useTransaction(s -> ItemOperations.createItem(s, "Lamp", "new"));
      }
      assertThat(empty.value("SELECT count(*) FROM \"Tenant-1\".items")).isEqualTo("1");
    }

    @Test
    void worksInASchemaThatHoldsOtherTables() {
      empty.execute("CREATE TABLE public.invoices (id int PRIMARY KEY)");

      Migrations inPublic = migrations.schema("public");

      assertThat(inPublic.upgrade().getApplied()).containsExactly("001", "002", "003");
      assertThat(inPublic.history())
          .extracting(AppliedMigration::getVersion)
          .containsExactly("001", "002", "003");
    }

    @Test
    void worksForARoleThatMayNotCreateSchemas() {
      String role = "lintel_ddl_" + Long.toHexString(System.nanoTime());
      empty.execute("CREATE ROLE " + role);
      empty.execute("CREATE SCHEMA lintel AUTHORIZATION " + role);
      try (Database database = Database.connect(empty.url() + "?options=-c%20role=" + role)) {
        assertThat(Migrations.over(database.dataSource()).upgrade().getVersion()).contains("003");
      } finally {
        empty.execute("DROP SCHEMA lintel CASCADE");
        empty.execute("DROP ROLE " + role);
      }
    }

    @Test
    void takesAPoolOfTwo() {
      try (Database small = Database.builder().url(empty.url()).maximumPoolSize(2).build()) {
        assertThat(Migrations.over(small.dataSource()).upgrade().getVersion()).contains("003");
        assertThat(Migrations.over(small.dataSource()).history()).hasSize(3);
      }
    }

    @Test
    void saysHowManyConnectionsItTakes() {
      try (Database small = Database.builder().url(empty.url()).maximumPoolSize(1).build()) {
        assertThatThrownBy(() -> Migrations.over(small.dataSource()).upgrade())
            .isInstanceOf(MigrationException.class)
            .hasMessageContaining("takes two connections");
      }
    }

    @Test
    void leavesSessionsOfThePoolAsTheyWere() throws Exception {
      try (var before = empty.pool().getConnection();
          var row = before.createStatement().executeQuery("SHOW search_path")) {
        row.next();
        assertThat(row.getString(1)).isEqualTo("\"$user\", public");
      }
      migrations.upgrade();
      for (List<String> value : searchPaths()) {
        assertThat(value).containsExactly("\"$user\", public");
      }
    }

    private List<List<String>> searchPaths() throws Exception {
      List<java.sql.Connection> connections = new ArrayList<>();
      List<List<String>> paths = new ArrayList<>();
      try {
        for (int i = 0; i < 4; i++) {
          connections.add(empty.pool().getConnection());
          try (var statement = connections.get(i).createStatement();
              var row = statement.executeQuery("SHOW search_path")) {
            row.next();
            paths.add(List.of(row.getString(1)));
          }
        }
      } finally {
        for (var connection : connections) {
          connection.close();
        }
      }
      return paths;
    }
  }

  @Nested
  class BesideAHost {

    @Test
    void leavesItsTablesAndItsFlywayAlone(@TempDir Path folder) throws IOException {
      Files.writeString(
          folder.resolve("V1__host.sql"),
          "CREATE TABLE items (id int); CREATE TABLE parents (id int); INSERT INTO items VALUES (7);");
      Flyway host =
          Flyway.configure().dataSource(empty.pool()).locations("filesystem:" + folder).load();
      host.migrate();
      List<String> before = empty.snapshot("public").facts();

      migrations.upgrade();
      empty.database().useTransaction(s -> ItemOperations.createItem(s, "Lamp", "new"));

      assertThat(empty.snapshot("public").facts()).isEqualTo(before).isNotEmpty();
      assertThat(empty.value("SELECT id FROM public.items")).isEqualTo("7");
      assertThat(empty.value("SELECT name FROM lintel.items")).isEqualTo("Lamp");
      assertThat(empty.value("SELECT count(*) FROM public.flyway_schema_history")).isEqualTo("1");
      host.validate();
      assertThat(host.migrate().migrationsExecuted).isZero();
    }

    @Test
    void runsAHostsOwnMigrations(@TempDir Path folder) throws IOException {
      Files.writeString(folder.resolve("V1__shop.sql"), "CREATE TABLE shops (id int);");
      Migrations own =
          migrations.schema("shop").locations("filesystem:" + folder).historyTable("shop_history");

      assertThat(own.upgrade().getApplied()).containsExactly("1");
      assertThat(empty.value("SELECT count(*) FROM shop.shop_history")).isEqualTo("1");
    }
  }

  @Nested
  class AtOnce {

    @Test
    void eightThreadsApplyEachMigrationOnce() throws Exception {
      CyclicBarrier start = new CyclicBarrier(8);
      List<UpgradeResult> results =
          inThreads(
              8,
              () -> {
                start.await();
                return migrations.upgrade();
              });

      assertThat(results).allSatisfy(r -> assertThat(r.getVersion()).contains("003"));
      assertThat(results.stream().mapToInt(r -> r.getApplied().size()).sum()).isEqualTo(3);
      assertThat(migrations.history()).hasSize(3);
    }

    @Test
    void eightJvmsApplyEachMigrationOnce() throws Exception {
      List<OwnJvm> jvms = new ArrayList<>();
      int applied = 0;
      try {
        for (int i = 0; i < 8; i++) {
          jvms.add(OwnJvm.start(UpgradeInOwnJvm.class, empty.url()));
        }
        for (OwnJvm jvm : jvms) {
          List<String> results = jvm.awaitEnd(UpgradeInOwnJvm.UPGRADED);
          assertThat(results).hasSize(1).first().asString().startsWith("to 003, applied ");
          applied += Integer.parseInt(results.get(0).substring("to 003, applied ".length()));
        }
      } finally {
        for (OwnJvm jvm : jvms) {
          jvm.close();
        }
      }
      assertThat(applied).isEqualTo(3);
      assertThat(migrations.history()).hasSize(3);
    }

    private <T> List<T> inThreads(int count, Callable<T> work) throws Exception {
      ExecutorService threads = Executors.newFixedThreadPool(count);
      try {
        List<Future<T>> futures = new ArrayList<>();
        for (int i = 0; i < count; i++) {
          futures.add(threads.submit(work));
        }
        List<T> results = new ArrayList<>();
        for (Future<T> future : futures) {
          results.add(future.get(2, TimeUnit.MINUTES));
        }
        return results;
      } finally {
        threads.shutdownNow();
      }
    }
  }

  @Nested
  class Trail {

    @Test
    void isEmptyBeforeTheFirstUpgradeAndChangesNothing() {
      assertThat(migrations.current()).isEmpty();
      assertThat(migrations.history()).isEmpty();
      assertThat(migrations.pending())
          .extracting(PendingMigration::getVersion)
          .containsExactly("001", "002", "003");
      assertThat(empty.value("SELECT count(*) FROM pg_namespace WHERE nspname = 'lintel'"))
          .isEqualTo("0");
    }

    @Test
    void saysWhatWasAppliedWhenAndByWhom() {
      Instant before = Instant.now().minusSeconds(60);
      migrations.upgrade("1");

      assertThat(migrations.history())
          .singleElement()
          .satisfies(
              applied -> {
                assertThat(applied.getVersion()).isEqualTo("001");
                assertThat(applied.getDescription()).isEqualTo("create parents");
                assertThat(applied.getScript()).isEqualTo("V001__create_parents.sql");
                assertThat(applied.getState()).isEqualTo("Success");
                assertThat(applied.getInstalledBy()).isEqualTo(empty.value("SELECT current_user"));
                assertThat(applied.getInstalledOn())
                    .isBetween(before, Instant.now().plusSeconds(60));
                assertThat(applied.getExecutionTime()).isLessThan(Duration.ofMinutes(1));
              });
      assertThat(migrations.pending())
          .extracting(PendingMigration::getScript)
          .containsExactly("V002__create_items.sql", "V003__create_conversations.sql");
    }
  }

  @Nested
  class Failures {

    @Test
    void aFailingMigrationIsRolledBackAndNamed(@TempDir Path folder) throws IOException {
      Files.writeString(folder.resolve("V1__good.sql"), "CREATE TABLE good (id int);");
      Files.writeString(
          folder.resolve("V2__bad.sql"), "CREATE TABLE half (id int); SELECT no_such_column;");
      Migrations own = migrations.locations("filesystem:" + folder);

      assertThatThrownBy(own::upgrade)
          .isInstanceOf(MigrationException.class)
          .hasMessageContaining("V2__bad.sql")
          .hasMessageContaining("no_such_column")
          .hasMessageEndingWith("applied before it, and stays so: [V1__good.sql]")
          .message()
          .doesNotContain("\n");
      assertThat(own.current()).contains("1");
      assertThat(empty.value("SELECT to_regclass('lintel.half') IS NULL")).isEqualTo("t");

      Files.writeString(folder.resolve("V2__bad.sql"), "CREATE TABLE half (id int);");
      assertThat(own.upgrade().getApplied()).containsExactly("2");
    }

    @Test
    void aChangedMigrationIsRefused(@TempDir Path folder) throws IOException {
      Path file = folder.resolve("V1__good.sql");
      Files.writeString(file, "CREATE TABLE good (id int);");
      Migrations own = migrations.locations("filesystem:" + folder);
      own.upgrade();
      Files.writeString(file, "CREATE TABLE good (id bigint);");
      Files.writeString(folder.resolve("V2__next.sql"), "CREATE TABLE next (id int);");

      assertThatThrownBy(own::upgrade)
          .isInstanceOf(MigrationException.class)
          .hasMessageContaining("checksum")
          .message()
          .doesNotContain("\n");
      assertThat(empty.value("SELECT to_regclass('lintel.next') IS NULL")).isEqualTo("t");
    }

    @Test
    void aMigrationThatALaterOneHasOvertakenIsRefusedByName(@TempDir Path folder) {
      ScriptFolders scripts =
          new ScriptFolders(folder)
              .add("1__a", "SELECT 1;", null)
              .add("3__c", "CREATE TABLE c (id int);", "DROP TABLE c;");
      Migrations own = scripts.over(empty.pool());
      own.upgrade();
      scripts.add("2__b", "CREATE TABLE b (id int);", "DROP TABLE b;");
      String message = "V2__b.sql: not applied, but a later version is (3); give it a higher";
      assertThatThrownBy(own::upgrade)
          .isInstanceOf(MigrationException.class)
          .hasMessageStartingWith(message);
      assertThatThrownBy(() -> own.scripts().upgrade()).hasMessageStartingWith(message);
      own.downgradeTo("1");
      assertThat(own.upgrade().getApplied()).containsExactly("2", "3");
    }

    @Test
    void aFolderThatIsNotThereIsRefused() {
      Migrations none = migrations.locations("classpath:no/such/folder");
      assertThatThrownBy(none::upgrade)
          .isInstanceOf(MigrationException.class)
          .hasMessageContaining("no/such/folder");
    }

    @Test
    void aFolderWithoutMigrationsIsRefused(@TempDir Path folder) {
      Migrations none = migrations.locations("filesystem:" + folder);
      assertThatThrownBy(none::upgrade)
          .isInstanceOf(MigrationException.class)
          .hasMessageStartingWith("locations [filesystem:" + folder + "]: expected migrations");
      assertThat(empty.value("SELECT count(*) FROM pg_namespace WHERE nspname = 'lintel'"))
          .isEqualTo("0");
    }

    @Test
    void aDatabaseOfAnotherEncodingIsRefused(TestDatabase database) {
      String name = "lintel_latin_" + Long.toHexString(System.nanoTime());
      database.execute(
          "CREATE DATABASE " + name + " TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C'");
      try (Database latin = Database.connect(database.url().replaceAll("/[^/]+$", "/" + name))) {
        assertThatThrownBy(() -> Migrations.over(latin.dataSource()).upgrade())
            .isInstanceOf(MigrationException.class)
            .hasMessageContaining("LATIN1")
            .hasMessageContaining("UTF8");
      } finally {
        database.execute("DROP DATABASE " + name);
      }
    }

    @Test
    void badSettingsAreRefusedByName() {
      assertThatThrownBy(() -> Migrations.over(null))
          .isInstanceOf(InvalidValueException.class)
          .hasMessageStartingWith("dataSource");
      assertThatThrownBy(() -> migrations.schema("a\"; DROP TABLE x; --"))
          .isInstanceOf(InvalidValueException.class)
          .hasMessageStartingWith("schema");
      assertThatThrownBy(() -> migrations.historyTable("x y"))
          .isInstanceOf(InvalidValueException.class)
          .hasMessageStartingWith("historyTable");
      String longest = String.join("", Collections.nCopies(57, "h"));
      assertThat(migrations.historyTable(longest).upgrade().getVersion()).contains("003");
      assertThatThrownBy(() -> migrations.historyTable(longest + "h"))
          .isInstanceOf(InvalidValueException.class)
          .hasMessageContaining("at most 57");
      assertThatThrownBy(migrations::locations)
          .isInstanceOf(InvalidValueException.class)
          .hasMessageStartingWith("locations");
      assertThatThrownBy(() -> migrations.upgrade(null))
          .isInstanceOf(InvalidValueException.class)
          .hasMessageStartingWith("version");
    }
  }
}
