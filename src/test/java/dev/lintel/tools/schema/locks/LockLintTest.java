package dev.lintel.tools.schema.locks;

import static dev.lintel.tools.schema.Finding.Severity.ERROR;
import static dev.lintel.tools.schema.Finding.Severity.INFO;
import static dev.lintel.tools.schema.Finding.Severity.WARNING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.lintel.MigrationException;
import dev.lintel.testing.PostgresTest;
import dev.lintel.testing.TestDatabase;
import dev.lintel.tools.schema.Finding;
import dev.lintel.tools.schema.Finding.Severity;
import dev.lintel.tools.schema.Project;
import dev.lintel.tools.scratch.ScratchServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@PostgresTest
class LockLintTest {

  /** What is deployed already: tables with rows, and one that can have none. */
  private static final String DEPLOYED =
      """
      CREATE TABLE parents (id bigint PRIMARY KEY, name text NOT NULL);
      CREATE TABLE items (
          id bigint PRIMARY KEY,
          name varchar(50),
          qty int,
          parent_id bigint,
          made timestamptz
      );
      CREATE TABLE bare (id bigint, name text, CHECK (false));
      """;

  private static final String VOLUME =
      """
      INSERT INTO parents SELECT n, 'p' || n FROM generate_series(1, 20) AS n;
      INSERT INTO items (id, name, qty, parent_id)
      SELECT n, 'i' || n, n, n % 20 + 1 FROM generate_series(1, 200) AS n;
      """;

  @TempDir Path db;
  private ScratchServer server;
  private int versions;

  @BeforeEach
  void layOut(TestDatabase database) throws IOException {
    server = ScratchServer.at(database.url());
    Files.createDirectories(db.resolve("migrations"));
    Files.writeString(db.resolve("volume.sql"), VOLUME);
    migration(DEPLOYED);
  }

  /** Another migration, the next one in order. */
  private String migration(String sql) throws IOException {
    String script = "V%03d__step.sql".formatted(++versions);
    Files.writeString(db.resolve("migrations").resolve(script), sql);
    return script;
  }

  private LockReport lint() {
    return LockLint.run(Project.in(db), server, null, script -> {});
  }

  /** What is said of one more migration. */
  private Outcome lint(String sql) throws IOException {
    String script = migration(sql);
    return new Outcome(script, lint());
  }

  private record Outcome(String script, LockReport report) {

    List<Finding> findings() {
      return report.findings().stream().filter(f -> f.where().startsWith(script)).toList();
    }

    void isSilent() {
      assertThat(findings()).isEmpty();
      assertThat(report.versions()).last().extracting(VersionLocks::script).isEqualTo(script);
    }

    /** Nothing but locks for a moment, on these tables. */
    void isMomentary(String... locks) {
      assertThat(findings()).allSatisfy(f -> assertThat(f.severity()).isEqualTo(INFO));
      assertThat(findings()).extracting(Finding::code).containsOnly("lock-momentary");
      assertThat(findings())
          .extracting(f -> f.what().replaceFirst(" for a moment: .*", ""))
          .containsExactlyInAnyOrder(locks);
    }

    /** One error, and what else is said is no error. */
    Finding error(String code, int line) {
      List<Finding> errors = findings().stream().filter(f -> f.severity() == ERROR).toList();
      assertThat(errors).as("errors of %s", findings()).hasSize(1);
      assertThat(errors.get(0).code()).isEqualTo(code);
      assertThat(errors.get(0).where()).isEqualTo(script + ":" + line);
      return errors.get(0);
    }

    Finding only(Severity severity, String code) {
      List<Finding> found = findings().stream().filter(f -> f.code().equals(code)).toList();
      assertThat(found).as(code + " in %s", findings()).hasSize(1);
      assertThat(found.get(0).severity()).isEqualTo(severity);
      return found.get(0);
    }
  }

  @Nested
  class Columns {

    @Test
    void aNullableOneTakesAMoment() throws IOException {
      lint("ALTER TABLE items ADD COLUMN due_at timestamptz;")
          .isMomentary("ACCESS EXCLUSIVE on items");
    }

    @Test
    void aTextOneTakesAMomentThoughItAddsATableForLongValues() throws IOException {
      migration("CREATE TABLE counts (n int PRIMARY KEY); INSERT INTO counts VALUES (1), (2);");
      lint("ALTER TABLE counts ADD COLUMN remark text;").isMomentary("ACCESS EXCLUSIVE on counts");
    }

    @Test
    void aConstantDefaultTakesAMoment() throws IOException {
      lint("ALTER TABLE items ADD COLUMN due_at timestamptz NOT NULL DEFAULT now();")
          .isMomentary("ACCESS EXCLUSIVE on items");
    }

    @Test
    void aVolatileDefaultRewrites() throws IOException {
      Finding found =
          lint("-- two\n\nALTER TABLE items ADD COLUMN token uuid DEFAULT gen_random_uuid();")
              .error("lock-rewrite", 3);
      assertThat(found.what())
          .isEqualTo(
              "rewrites items while it holds ACCESS EXCLUSIVE on items: readers and writers wait");
      assertThat(found.fix()).contains("in batches");
    }

    @Test
    void aStoredGeneratedOneRewrites() throws IOException {
      lint("ALTER TABLE items ADD COLUMN twice int GENERATED ALWAYS AS (qty * 2) STORED;")
          .error("lock-rewrite", 1);
    }

    @Test
    void anotherTypeRewrites() throws IOException {
      lint("ALTER TABLE items ALTER COLUMN qty TYPE bigint;").error("lock-rewrite", 1);
    }

    @Test
    void aWiderVarcharTakesAMoment() throws IOException {
      lint("ALTER TABLE items ALTER COLUMN name TYPE varchar(80);")
          .isMomentary("ACCESS EXCLUSIVE on items");
    }

    @Test
    void aCompatibleTypeTakesAMoment() throws IOException {
      lint("ALTER TABLE items ALTER COLUMN name TYPE text;")
          .isMomentary("ACCESS EXCLUSIVE on items");
    }

    @Test
    void aNarrowerVarcharRewrites() throws IOException {
      lint("ALTER TABLE items ALTER COLUMN name TYPE varchar(40);").error("lock-rewrite", 1);
    }

    @Test
    void notNullScans() throws IOException {
      Finding found =
          lint("ALTER TABLE items ALTER COLUMN qty SET NOT NULL;").error("lock-scan", 1);
      assertThat(found.what()).startsWith("scans items while it holds ACCESS EXCLUSIVE on items");
      assertThat(found.fix()).contains("NOT VALID");
    }

    @Test
    void notNullBehindAValidCheckScansNothing() throws IOException {
      migration("ALTER TABLE items ADD CONSTRAINT ck CHECK (qty IS NOT NULL) NOT VALID;");
      migration("ALTER TABLE items VALIDATE CONSTRAINT ck;");
      lint("ALTER TABLE items ALTER COLUMN qty SET NOT NULL;")
          .isMomentary("ACCESS EXCLUSIVE on items");
    }

    @Test
    void aNewNameTakesAMoment() throws IOException {
      lint("ALTER TABLE items RENAME COLUMN qty TO quantity; ALTER TABLE items RENAME TO things;")
          .isMomentary("ACCESS EXCLUSIVE on items");
    }

    @Test
    void aCommentIsSilent() throws IOException {
      lint("COMMENT ON COLUMN items.qty IS 'How many.';").isSilent();
    }
  }

  @Nested
  class Indexes {

    @Test
    void aPlainOneStopsWriters() throws IOException {
      Finding found = lint("CREATE INDEX ix ON items (qty);").error("lock-index-build", 1);
      assertThat(found.what())
          .isEqualTo("builds the index ix on items while it holds SHARE on items: writers wait");
      assertThat(found.fix()).contains("CREATE INDEX CONCURRENTLY");
    }

    @Test
    void oneBuiltConcurrentlyIsSilent() throws IOException {
      Outcome outcome = lint("CREATE INDEX CONCURRENTLY ix ON items (qty);");
      outcome.isSilent();
      assertThat(outcome.report().toText()).contains("builds the index ix on items");
    }

    @Test
    void oneOnATableOfTheSameMigrationIsSilent() throws IOException {
      lint("""
              CREATE TABLE notes (id bigint PRIMARY KEY, body text);
              INSERT INTO notes VALUES (1, 'one'), (2, 'two');
              CREATE INDEX ix ON notes (body);
              """)
          .isSilent();
    }

    @Test
    void aDoBlockHidesNothing() throws IOException {
      lint("DO $$ BEGIN EXECUTE 'CREATE INDEX ix ON ' || 'items (qty)'; END $$;")
          .error("lock-index-build", 1);
    }

    @Test
    void aFunctionHidesNothing() throws IOException {
      migration(
          """
          CREATE FUNCTION speed_up() RETURNS void LANGUAGE plpgsql
          SET client_min_messages = notice
          AS $$ BEGIN CREATE INDEX ix ON items (qty); END $$;
          """);
      lint("SELECT 1;\nSELECT speed_up();").error("lock-index-build", 2);
    }

    @Test
    void whatTheScriptSetsHidesNothing() throws IOException {
      lint("SET client_min_messages = error;\nCREATE INDEX ix ON items (qty);")
          .error("lock-index-build", 2);
    }

    @Test
    void aPrimaryKeyStopsEverybody() throws IOException {
      migration("ALTER TABLE items DROP CONSTRAINT items_pkey;");
      Finding found = lint("ALTER TABLE items ADD PRIMARY KEY (id);").error("lock-index-build", 1);
      assertThat(found.what()).contains("ACCESS EXCLUSIVE on items: readers and writers wait");
      assertThat(found.fix()).contains("USING INDEX");
    }

    @Test
    void aConstraintThatTakesAnIndexOverTakesAMoment() throws IOException {
      migration("CREATE UNIQUE INDEX CONCURRENTLY uq ON items (qty);");
      lint("ALTER TABLE items ADD CONSTRAINT uq UNIQUE USING INDEX uq;")
          .isMomentary("ACCESS EXCLUSIVE on items");
    }

    @Test
    void aDroppedOneTakesAMoment() throws IOException {
      migration("CREATE INDEX CONCURRENTLY ix ON items (qty);");
      lint("DROP INDEX ix;").isMomentary("ACCESS EXCLUSIVE on items");
    }

    @Test
    void oneDroppedConcurrentlyIsSilent() throws IOException {
      migration("CREATE INDEX CONCURRENTLY ix ON items (qty);");
      lint("DROP INDEX CONCURRENTLY ix;").isSilent();
    }

    @Test
    void aRebuiltOneStopsWritersAndItsOwnReaders() throws IOException {
      migration("CREATE INDEX CONCURRENTLY ix ON items (qty);");
      Finding found = lint("REINDEX INDEX ix;").error("lock-index-build", 1);
      assertThat(found.what()).contains("ACCESS EXCLUSIVE on items (index ix)");
    }

    @Test
    void theIndexesOfASchemaOutsideOfATransactionAreSeenToo() throws IOException {
      LockReport report = lint("REINDEX SCHEMA lintel;").report();
      assertThat(report.findings())
          .filteredOn(f -> f.where().equals("V002__step.sql:1") && f.severity() == ERROR)
          .extracting(Finding::code)
          .containsOnly("lock-index-build");
      assertThat(report.toText())
          .contains("ACCESS EXCLUSIVE  items (index items_pkey)")
          .contains("ACCESS EXCLUSIVE  parents (index parents_pkey)");
    }
  }

  @Nested
  class Constraints {

    @Test
    void aForeignKeyStopsTheWritersOfBothTables() throws IOException {
      Finding found =
          lint("ALTER TABLE items ADD CONSTRAINT fk FOREIGN KEY (parent_id) REFERENCES parents;")
              .error("lock-key-validation", 1);
      assertThat(found.what())
          .isEqualTo(
              "validates the foreign key fk of items while it holds SHARE ROW EXCLUSIVE on items"
                  + " and SHARE ROW EXCLUSIVE on parents: writers wait");
      assertThat(found.fix()).contains("NOT VALID");
    }

    @Test
    void oneNotValidTakesAMoment() throws IOException {
      lint("ALTER TABLE items ADD FOREIGN KEY (parent_id) REFERENCES parents NOT VALID;")
          .isMomentary("SHARE ROW EXCLUSIVE on items", "SHARE ROW EXCLUSIVE on parents");
    }

    @Test
    void validatingItIsSilent() throws IOException {
      migration(
          "ALTER TABLE items ADD CONSTRAINT fk FOREIGN KEY (parent_id) REFERENCES parents"
              + " NOT VALID;");
      Outcome outcome = lint("ALTER TABLE items VALIDATE CONSTRAINT fk;");
      outcome.isSilent();
      assertThat(outcome.report().toText()).contains("validates the foreign key fk of items");
    }

    @Test
    void addingAndValidatingInOneTransactionBlocks() throws IOException {
      Finding found =
          lint("""
                  ALTER TABLE items ADD CONSTRAINT fk FOREIGN KEY (parent_id) REFERENCES parents
                      NOT VALID;
                  ALTER TABLE items VALIDATE CONSTRAINT fk;
                  """)
              .error("lock-key-validation", 3);
      assertThat(found.what()).contains("SHARE ROW EXCLUSIVE on items (taken at line 1)");
      assertThat(found.fix()).contains("migration of its own");
    }

    @Test
    void aForeignKeyOfANewTableTakesAMoment() throws IOException {
      lint("CREATE TABLE notes (id bigint PRIMARY KEY, item_id bigint REFERENCES items);")
          .isMomentary("SHARE ROW EXCLUSIVE on items");
    }

    @Test
    void aCheckScans() throws IOException {
      lint("ALTER TABLE items ADD CONSTRAINT ck CHECK (qty > 0);").error("lock-scan", 1);
    }

    @Test
    void aCheckNotValidTakesAMoment() throws IOException {
      lint("ALTER TABLE items ADD CONSTRAINT ck CHECK (qty > 0) NOT VALID;")
          .isMomentary("ACCESS EXCLUSIVE on items");
    }

    @Test
    void validatingACheckIsSilent() throws IOException {
      migration("ALTER TABLE items ADD CONSTRAINT ck CHECK (qty > 0) NOT VALID;");
      Outcome outcome = lint("ALTER TABLE items VALIDATE CONSTRAINT ck;");
      outcome.isSilent();
      assertThat(outcome.report().toText()).contains("scans items");
    }

    @Test
    void aNewColumnThatRefersToAnotherTableTakesAMoment() throws IOException {
      lint("ALTER TABLE items ADD COLUMN other_id bigint REFERENCES parents;")
          .isMomentary("ACCESS EXCLUSIVE on items", "SHARE ROW EXCLUSIVE on parents");
    }

    @Test
    void aCheckOfADomainScansTheTablesThatUseIt() throws IOException {
      migration(
          """
          CREATE DOMAIN amount AS int;
          CREATE TABLE sums (id int PRIMARY KEY, n amount);
          INSERT INTO sums SELECT n, n FROM generate_series(1, 10) AS n;
          """);
      lint("ALTER DOMAIN amount ADD CONSTRAINT positive CHECK (VALUE > 0);").error("lock-read", 1);
    }
  }

  @Nested
  class Rows {

    @Test
    void changedAfterALockInOneTransactionBlock() throws IOException {
      Finding found =
          lint("""
                  ALTER TABLE items ADD COLUMN total int;
                  UPDATE items SET total = qty * 2;
                  """)
              .error("lock-rows", 2);
      assertThat(found.what())
          .isEqualTo(
              "changes 200 rows of items while it holds ACCESS EXCLUSIVE on items (taken at line"
                  + " 1): readers and writers wait");
      assertThat(found.fix()).contains("migration of its own");
    }

    @Test
    void changedBeforeALockDoNot() throws IOException {
      Outcome outcome =
          lint(
              """
              UPDATE items SET qty = qty * 2;
              ALTER TABLE items ADD COLUMN total int;
              """);
      assertThat(outcome.findings()).noneMatch(f -> f.severity() == ERROR);
      outcome.only(INFO, "lock-momentary");
    }

    @Test
    void allChangedAloneLockOneAnotherOnly() throws IOException {
      Outcome outcome = lint("UPDATE items SET qty = 0;");
      assertThat(outcome.findings()).hasSize(1);
      assertThat(outcome.only(INFO, "locks-rows").what()).startsWith("changes 200 rows of items");
    }

    @Test
    void changedInADoBlockCount() throws IOException {
      lint("""
              LOCK TABLE items IN SHARE MODE;
              DO $$
              DECLARE r record;
              BEGIN
                FOR r IN SELECT id FROM items LOOP
                  UPDATE items SET qty = 0 WHERE id = r.id;
                END LOOP;
              END $$;
              """)
          .error("lock-rows", 2);
    }

    @Test
    void oneChangedByItsKeyAfterALockTakesAMoment() throws IOException {
      lint("""
              ALTER TABLE parents ADD COLUMN kind text;
              UPDATE parents SET kind = 'first' WHERE id = 1;
              """)
          .isMomentary("ACCESS EXCLUSIVE on parents");
    }

    @Test
    void readWhileALockIsHeldBlock() throws IOException {
      lint("""
              ALTER TABLE parents ADD COLUMN items int;
              CREATE TABLE sums AS SELECT parent_id, sum(qty) FROM items GROUP BY parent_id;
              """)
          .error("lock-read", 2);
    }

    @Test
    void copiedIntoANewTableWhileALockIsHeldBlock() throws IOException {
      lint("""
              ALTER TABLE parents ADD COLUMN items int;
              CREATE TABLE numbers AS SELECT n FROM generate_series(1, 2000) AS n;
              """)
          .error("lock-rows", 2);
    }

    @Test
    void copiedFromTheScriptAreInsertedAsFlywayDoes() throws IOException {
      lint("COPY parents (id, name) FROM STDIN;\n101\tone\n102\ttwo\n\\.\n").isSilent();
    }

    @Test
    void truncatedTakeAMoment() throws IOException {
      lint("TRUNCATE items;").isMomentary("ACCESS EXCLUSIVE on items");
    }
  }

  @Nested
  class WholeTables {

    @Test
    void vacuumFullRewrites() throws IOException {
      Finding found = lint("VACUUM FULL items;").error("lock-rewrite", 1);
      assertThat(found.what()).contains("ACCESS EXCLUSIVE on items");
    }

    @Test
    void plainVacuumIsSilent() throws IOException {
      lint("VACUUM items;").isSilent();
    }

    @Test
    void clusterRewrites() throws IOException {
      lint("CLUSTER items USING items_pkey;").error("lock-rewrite", 1);
    }

    @Test
    void anExplicitLockTakesAMoment() throws IOException {
      lint("LOCK TABLE items IN EXCLUSIVE MODE;").isMomentary("EXCLUSIVE on items");
    }

    @Test
    void aTriggerTakesAMoment() throws IOException {
      lint("""
              CREATE FUNCTION nothing() RETURNS trigger LANGUAGE plpgsql
              AS $$ BEGIN RETURN NEW; END $$;
              CREATE TRIGGER t BEFORE UPDATE ON items FOR EACH ROW EXECUTE FUNCTION nothing();
              """)
          .isMomentary("SHARE ROW EXCLUSIVE on items");
    }

    @Test
    void aMaterializedViewIsFilledWhileItsReadersWait() throws IOException {
      migration("CREATE MATERIALIZED VIEW totals AS SELECT parent_id FROM items;");
      Finding found = lint("REFRESH MATERIALIZED VIEW totals;").error("lock-rewrite", 1);
      assertThat(found.fix()).contains("REFRESH MATERIALIZED VIEW CONCURRENTLY");
    }

    @Test
    void aPartitionThatMustBeCheckedIsScanned() throws IOException {
      partitioned("");
      lint("ALTER TABLE events ATTACH PARTITION events_1 FOR VALUES FROM (0) TO (100);")
          .error("lock-scan", 1);
    }

    @Test
    void aPartitionWithACheckTakesAMoment() throws IOException {
      partitioned(", CHECK (n IS NOT NULL AND n >= 0 AND n < 100)");
      lint("ALTER TABLE events ATTACH PARTITION events_1 FOR VALUES FROM (0) TO (100);")
          .isMomentary("ACCESS EXCLUSIVE on events_1");
    }

    private void partitioned(String check) throws IOException {
      migration(
          """
          CREATE TABLE events (n int) PARTITION BY RANGE (n);
          CREATE TABLE events_1 (n int%s);
          INSERT INTO events_1 SELECT n FROM generate_series(1, 50) AS n;
          """
              .formatted(check));
    }

    @Test
    void twoLockedOneAfterTheOtherAreAHazard() throws IOException {
      Outcome outcome =
          lint(
              """
              ALTER TABLE items ADD COLUMN a int;
              ALTER TABLE parents ADD COLUMN a int;
              """);
      Finding found = outcome.only(WARNING, "lock-order");
      assertThat(found.where()).endsWith(":2");
      assertThat(found.what()).contains("items, parents");
      assertThat(outcome.findings()).noneMatch(f -> f.severity() == ERROR);
    }

    @Test
    void oneOfAnotherSchemaIsNamedWithIt() throws IOException {
      migration("CREATE TABLE public.others (id int);");
      migration("INSERT INTO public.others SELECT generate_series(1, 5);");
      lint("ALTER TABLE public.others ADD COLUMN a int;")
          .isMomentary("ACCESS EXCLUSIVE on public.others");
    }
  }

  @Nested
  class NotFooled {

    @Test
    void byTextInStrings() throws IOException {
      lint("SELECT 'CREATE INDEX ix ON items (qty)', $$ALTER TABLE items$$ -- REINDEX\n;")
          .isSilent();
    }

    @Test
    void byMessagesThatLookLikeTheServers() throws IOException {
      lint("""
              ALTER TABLE items ADD COLUMN a int;
              DO $$
              BEGIN
                RAISE DEBUG 'rewriting table "items"';
                RAISE NOTICE 'verifying table "items"';
                RAISE DEBUG 'building index "items_pkey" on table "items" serially';
                RAISE WARNING 'validating foreign key constraint "fk"';
              END $$;
              """)
          .isMomentary("ACCESS EXCLUSIVE on items");
    }

    @Test
    void byTemporaryTablesOfTheSameName() throws IOException {
      lint("""
              CREATE TEMP TABLE items (id int, qty int);
              INSERT INTO items SELECT n, n FROM generate_series(1, 50) AS n;
              CREATE INDEX items_pkey ON items (qty);
              ALTER TABLE items ALTER COLUMN qty TYPE bigint;
              ALTER TABLE items ALTER COLUMN qty SET NOT NULL;
              """)
          .isSilent();
    }

    @Test
    void byATemporaryTableOfAnEarlierMigration() throws IOException {
      migration("CREATE TEMP TABLE scratch AS SELECT n FROM generate_series(1, 50) AS n;");
      lint("ALTER TABLE scratch ALTER COLUMN n TYPE bigint;").isSilent();
    }
  }

  @Nested
  class WithoutRows {

    @Test
    void aLockOnAnEmptyTableProvesLittle() throws IOException {
      Outcome outcome = lint("ALTER TABLE bare ADD COLUMN a int;");
      Finding found = outcome.only(WARNING, "locks-without-rows");
      assertThat(found.what()).contains("ACCESS EXCLUSIVE on bare");
      assertThat(found.fix()).contains("volume.sql");
    }

    @Test
    void whatTheServerSaysItDoesIsAnErrorAllTheSame() throws IOException {
      Outcome outcome = lint("CREATE INDEX ix ON bare (name);");
      outcome.error("lock-index-build", 1);
      outcome.only(WARNING, "locks-without-rows");
    }

    @Test
    void truncatingAnEmptyTableIsNoRewrite() throws IOException {
      assertThat(lint("TRUNCATE bare;").findings()).noneMatch(f -> f.severity() == ERROR);
    }

    @Test
    void withoutAVolumeFileAFewRowsAreMade() throws IOException {
      Files.delete(db.resolve("volume.sql"));
      lint("ALTER TABLE items ADD COLUMN a int;").isMomentary("ACCESS EXCLUSIVE on items");
    }
  }

  @Nested
  class Failures {

    @Test
    void theServersWordsAndTheLineAreTold() throws IOException {
      Outcome outcome =
          lint(
              """
              ALTER TABLE items ADD COLUMN a int;

              ALTER TABLE items
                  ADD COLUMN b intt;
              """);
      Finding found = outcome.error("upgrade-fails", 4);
      assertThat(found.what()).contains("type \"intt\" does not exist");
      outcome.only(INFO, "lock-momentary");
    }

    @Test
    void oneAtTheCommitIsTold() throws IOException {
      Outcome outcome =
          lint(
              """
              ALTER TABLE items ADD CONSTRAINT fk FOREIGN KEY (parent_id) REFERENCES parents
                  DEFERRABLE INITIALLY DEFERRED NOT VALID;
              INSERT INTO items (id, parent_id) VALUES (1000, 1000);
              """);
      assertThat(outcome.only(ERROR, "upgrade-fails").where()).isEqualTo(outcome.script());
    }

    @Test
    void whatComesAfterDoesNotRun() throws IOException {
      migration("ALTER TABLE nothing ADD COLUMN a int;");
      migration("ALTER TABLE items ADD COLUMN a int;");
      assertThat(lint().versions()).hasSize(2);
    }

    @Test
    void anUnknownVersionIsRefused() {
      assertThatThrownBy(() -> LockLint.run(Project.in(db), server, "7", script -> {}))
          .isInstanceOf(MigrationException.class)
          .hasMessageContaining("7");
    }

    @Test
    void rowsThatTheServerRefusesAreTold() throws IOException {
      Files.writeString(
          db.resolve("volume.sql"), "\nINSERT INTO parents (id, name)\nVALUES (1, NULL);");
      migration("SELECT 1;");
      assertThat(lint().findings())
          .extracting(Finding::severity, Finding::code, Finding::where)
          .contains(tuple(ERROR, "volume-fails", "volume.sql:2"));
    }
  }

  @Nested
  class Report {

    @Test
    void onlyPendingMigrationsAreTried() throws IOException {
      migration("CREATE INDEX ix ON items (qty);");
      migration("ALTER TABLE items ADD COLUMN a int;");
      LockReport report = LockLint.run(Project.in(db), server, "2", script -> {});
      assertThat(report.versions()).extracting(VersionLocks::script).containsOnly("V003__step.sql");
      assertThat(report.findings()).extracting(Finding::code).containsOnly("lock-momentary");
    }

    @Test
    void nothingPendingSaysSo() {
      LockReport report = LockLint.run(Project.in(db), server, "1", script -> {});
      assertThat(report.findings()).isEmpty();
      assertThat(report.toText()).isEqualTo("no migration is pending\n");
    }

    @Test
    void whatSerializableTransactionsRememberIsNoLock() throws IOException {
      migration("SET default_transaction_isolation = 'serializable';");
      lint("SELECT count(*) FROM bare;").isSilent();
    }

    @Test
    void eachStatementShowsWhatItTookAndDid() throws IOException {
      String text =
          lint("""
                  ALTER TABLE items ADD COLUMN a int;
                  UPDATE items SET a = 1;
                  COMMENT ON TABLE parents IS 'x';
                  """)
              .report()
              .toText();
      assertThat(text)
          .isEqualTo(
              """
              V001__step.sql
                none that anybody else can wait for

              V002__step.sql
                line  statement                           lock                           table    did
                1     ALTER TABLE items ADD COLUMN a int  ACCESS EXCLUSIVE               items
                2     UPDATE items SET a = 1              ACCESS EXCLUSIVE since line 1  items    changes 200 rows of items
                3     COMMENT ON TABLE parents IS 'x'     SHARE UPDATE EXCLUSIVE         parents
              """);
    }

    @Test
    void eachScriptIsTold() throws IOException {
      migration("SELECT 1;");
      List<String> told = new ArrayList<>();
      LockLint.run(Project.in(db), server, null, told::add);
      assertThat(told).containsSubsequence("V001__step.sql", "V002__step.sql");
    }
  }

  @Nested
  class OurMigrations {

    @Test
    void blockNobodyAndLockWhatTheirHeadersSay() {
      Project all = Project.in(Path.of("db"));
      Project withFewRows =
          all.withFiles(all.schemaFile(), db.resolve("none.sql"), all.rolesFile());
      LockReport report = LockLint.run(withFewRows, server, null, script -> {});
      assertThat(report.findings())
          .noneMatch(f -> f.severity() == ERROR || f.severity() == WARNING);
      assertThat(report.findings())
          .filteredOn(f -> f.code().equals("lock-momentary"))
          .extracting(Finding::where, Finding::what)
          .contains(
              tuple(
                  "V002__create_items.sql:6",
                  "SHARE ROW EXCLUSIVE on parents for a moment: writers wait"));
      assertThat(Stream.of(report.toText().split("\n\n")))
          .anyMatch(
              version ->
                  version.startsWith("V001__create_parents.sql")
                      && version.contains("none that anybody else can wait for"))
          .anyMatch(
              version ->
                  version.startsWith("V003__create_conversations.sql")
                      && version.contains("none that anybody else can wait for"));
    }
  }
}
