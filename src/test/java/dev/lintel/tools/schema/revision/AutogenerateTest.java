package dev.lintel.tools.schema.revision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lintel.InvalidValueException;
import dev.lintel.MigrationException;
import dev.lintel.testing.PostgresTest;
import dev.lintel.testing.TestDatabase;
import dev.lintel.tools.schema.Finding;
import dev.lintel.tools.schema.Project;
import dev.lintel.tools.scratch.ScratchDatabase;
import dev.lintel.tools.scratch.ScratchServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@PostgresTest
class AutogenerateTest {

  private static final String ITEMS = "CREATE TABLE items (id bigint NOT NULL, due date);\n";

  @TempDir private Path db;

  private RevisionResult autogenerate(TestDatabase database, Project project, boolean allowDanger) {
    return Revision.autogenerate(
        project, ScratchServer.at(database.scratchUrl()), "Add the due date", allowDanger);
  }

  private void refuses(TestDatabase database, SchemaFolder folder, String... parts) {
    List<String> before = folder.scripts();
    assertThatThrownBy(() -> autogenerate(database, folder.project(), false))
        .isInstanceOf(MigrationException.class)
        .hasMessageContainingAll(parts)
        .hasMessageNotContainingAny("\n", "Position:");
    assertThat(folder.scripts()).isEqualTo(before);
  }

  @Test
  void writesForOurOwnSchemaWhatWeWouldHaveWritten(TestDatabase database) throws IOException {
    SchemaFolder folder = new SchemaFolder(db);
    for (String part : List.of("migrations", "undo")) {
      Files.createDirectories(db.resolve(part));
      try (var files = Files.list(Path.of("db").resolve(part))) {
        for (Path file : files.toList()) {
          Files.copy(file, db.resolve(part).resolve(file.getFileName()));
        }
      }
    }
    String schema = Files.readString(Path.of("db/schema.sql"));
    folder.write(
        "schema.sql",
        schema
            .replaceFirst(
                "    parent_id uuid,\n",
                """
                    parent_id uuid,
                    due_at timestamptz,
                """)
            .replaceFirst(
                "CREATE TABLE conversations",
                """
                COMMENT ON COLUMN items.due_at IS 'When it has to be done; NULL if it has no date.';

                CREATE TABLE conversations"""));

    RevisionResult result = autogenerate(database, folder.project(), false);

    assertThat(result.isProven()).isTrue();
    assertThat(result.dangers()).isEmpty();
    assertThat(result.files()).hasSize(2);
    String version = result.files().get(0).getFileName().toString().substring(1, 4);
    assertThat(folder.read(result.files().get(0)))
        .isEqualTo(
            """
            -- What: Add the due date.
            -- Locks: ACCESS EXCLUSIVE on items, for a moment.
            -- Undo: U%s__add_the_due_date.sql

            ALTER TABLE items ADD COLUMN due_at timestamptz;

            COMMENT ON COLUMN items.due_at IS 'When it has to be done; NULL if it has no date.';
            """
                .formatted(version));
    assertThat(folder.read(result.files().get(1)))
        .isEqualTo(
            """
            -- Undoes V%s__add_the_due_date.sql. The values of items.due_at are lost.
            -- Locks: ACCESS EXCLUSIVE on items, for a moment.

            -- DANGER: the values of items.due_at are lost
            ALTER TABLE items DROP COLUMN due_at;
            """
                .formatted(version));
  }

  @Test
  void writesNothingWithoutADifference(TestDatabase database) {
    SchemaFolder folder =
        SchemaFolder.of(db, ITEMS, "CREATE TABLE items (due date, id bigint NOT NULL);\n");

    RevisionResult result = autogenerate(database, folder.project(), false);

    assertThat(result.isEmpty()).isTrue();
    assertThat(result.isProven()).isTrue();
    assertThat(folder.scripts()).containsExactly("V001__before.sql");
  }

  @Test
  void refusesToLoseDataAndSaysHowARenameIsWritten(TestDatabase database) {
    refuses(
        database,
        SchemaFolder.of(db, ITEMS, "CREATE TABLE items (id bigint NOT NULL, due_on date);\n"),
        "ALTER TABLE items DROP COLUMN due: the values of items.due are lost",
        "--allow-danger",
        "if due_on is due under a new name, write -- renamed from due behind it in schema.sql");
  }

  @Test
  void refusesToDropATableAndSaysHowARenameIsWritten(TestDatabase database) {
    refuses(
        database,
        SchemaFolder.of(db, ITEMS, "CREATE TABLE things (id bigint NOT NULL, due date);\n"),
        "DROP TABLE items: all rows of items are lost",
        "if things is items under a new name, write -- renamed from items above it in schema.sql");
  }

  @Test
  void quotesAWordThatTheServerReserves(TestDatabase database) {
    SchemaFolder folder =
        SchemaFolder.of(
            db,
            "CREATE TABLE \"order\" (\"user\" text, \"end\" date);\n",
            """
            CREATE TABLE "order" (
                account text, -- renamed from "user"
                "end" date NOT NULL
            );
            CREATE INDEX ix_order_end ON "order" ("end");
            """);

    RevisionResult result = autogenerate(database, folder.project(), false);

    assertThat(result.isProven()).isTrue();
    assertThat(folder.read(result.files().get(0)))
        .contains("ALTER TABLE \"order\" RENAME COLUMN \"user\" TO account;");
    assertThat(folder.scripts()).contains("V003__create_ix_order_end.sql");
  }

  @Test
  void listsEachDanger(TestDatabase database) {
    refuses(
        database,
        SchemaFolder.of(
            db,
            "CREATE TABLE items (id int NOT NULL, a text, b varchar(20));\n",
            "CREATE TABLE items (id bigint NOT NULL, b varchar(10));\n"),
        "ALTER TABLE items DROP COLUMN a: the values of items.a are lost",
        "ALTER TABLE items ALTER COLUMN id TYPE bigint: rewrites items",
        "ALTER TABLE items ALTER COLUMN b TYPE varchar(10): rewrites items");
  }

  @Test
  void refusesAnAnnotationThatFitsNothing(TestDatabase database) {
    refuses(
        database,
        SchemaFolder.of(
            db,
            ITEMS,
            """
            CREATE TABLE items (
                id bigint NOT NULL,
                due date,
                done date -- renamed from finished
            );
            """),
        "schema.sql:4: renamed from 'finished': expected the name that the migrations give it,"
            + " but there is no such column of items now");
  }

  @Test
  void refusesAnAnnotationThatStandsOnNothing(TestDatabase database) {
    refuses(
        database,
        SchemaFolder.of(db, ITEMS, "-- renamed from things\n\n\n" + ITEMS + "\n"),
        "schema.sql:1: renamed from 'things': expected a table, column, constraint, index, view,"
            + " sequence or type on this line or the next");
  }

  @Test
  void namesTheLineOfSchemaSqlThatDoesNotRun(TestDatabase database) {
    refuses(
        database,
        SchemaFolder.of(db, ITEMS, ITEMS + "\nCREATE INDEX ix ON itms (id);\n"),
        "schema.sql:3: 'CREATE INDEX ix ON itms (id)': ",
        "relation \"itms\" does not exist");
  }

  @Test
  void namesTheSchemaFileThatIsNotThere(TestDatabase database) throws IOException {
    SchemaFolder folder = SchemaFolder.of(db, ITEMS, "");
    Files.delete(db.resolve("schema.sql"));

    refuses(database, folder, "schema.sql: cannot be read");
  }

  @Test
  void namesTheMigrationThatDoesNotRun(TestDatabase database) {
    refuses(database, SchemaFolder.of(db, "CREATE TABEL items ();\n", ITEMS), "V001__before.sql");
  }

  @Test
  void refusesWhatTheServerWillNotDoAndShowsTheStatement(TestDatabase database) {
    refuses(
        database,
        SchemaFolder.of(
            db,
            """
            CREATE TYPE status AS ENUM ('new');
            CREATE TABLE items (id bigint NOT NULL, status status);
            """,
            """
            CREATE TYPE status AS ENUM ('new', 'open');
            CREATE TABLE items (id bigint NOT NULL, status status DEFAULT 'open');
            """),
        "autogenerate: the server refuses 'ALTER TABLE items ALTER COLUMN status SET DEFAULT",
        "unsafe use of new value",
        "nothing was written");
  }

  @Test
  void findsWhatTheGeneratorLeavesOverAndWritesItDown(TestDatabase database) {
    SchemaFolder folder =
        SchemaFolder.of(
            db,
            ITEMS,
            """
            CREATE TABLE items (id bigint NOT NULL, due date, done date);
            ALTER TABLE items REPLICA IDENTITY FULL;
            """);

    RevisionResult result = autogenerate(database, folder.project(), false);

    assertThat(result.files()).isNotEmpty();
    assertThat(result.isProven()).isFalse();
    assertThat(result.findings())
        .allSatisfy(
            finding -> {
              assertThat(finding.severity()).isEqualTo(Finding.Severity.ERROR);
              assertThat(finding.code()).isEqualTo("autogenerate-leftover");
              assertThat(finding.what()).startsWith("table items: expected ");
            });
    assertThat(folder.read(result.files().get(0))).contains("-- Left over: table items: expected ");
  }

  @Test
  void refusesAMessageBeforeItStartsAnything(TestDatabase database) {
    SchemaFolder folder = SchemaFolder.of(db, ITEMS, ITEMS);

    assertThatThrownBy(
            () ->
                Revision.autogenerate(
                    folder.project(), ScratchServer.at(database.scratchUrl()), "!!", false))
        .isInstanceOf(InvalidValueException.class);
  }

  @Test
  void saysWhichServersItTakes(TestDatabase database) {
    SchemaFolder folder = SchemaFolder.of(db, ITEMS, ITEMS);
    boolean older =
        database.value("SELECT current_setting('server_version_num')::int < 140000").equals("t");

    assertThatCode(
            () ->
                Revision.autogenerate(
                    folder.project(), ScratchServer.at(database.url()), "next", false))
        .satisfies(
            refused -> {
              if (older) {
                assertThat(refused)
                    .isInstanceOf(MigrationException.class)
                    .hasMessageContaining("PostgreSQL 14 or newer, but it is 13");
              } else {
                assertThat(refused).isNull();
              }
            });
  }

  @Test
  void comesBackAlsoOnRows(TestDatabase database) throws Exception {
    SchemaFolder folder =
        SchemaFolder.of(
            db,
            """
            CREATE TYPE status AS ENUM ('new', 'open', 'done');
            CREATE TABLE items (id bigint NOT NULL, status status NOT NULL DEFAULT 'new');
            """,
            """
            CREATE TYPE status AS ENUM ('done', 'new');
            CREATE TABLE items (id bigint NOT NULL, status status NOT NULL DEFAULT 'new');
            """);
    ScratchServer server = ScratchServer.at(database.scratchUrl());
    try (ScratchDatabase scratch = server.create()) {
      folder.project().over(scratch.dataSource()).upgrade();
      try (var connection = scratch.connect();
          var statement = connection.createStatement()) {
        statement.execute("INSERT INTO lintel.items VALUES (1, 'new'), (2, 'done')");
      }
      Revision.autogenerate(folder.project(), server, "Fewer states", true);

      folder.project().over(scratch.dataSource()).upgrade();
      assertThat(states(scratch)).isEqualTo("1 new, 2 done");
      folder.project().over(scratch.dataSource()).downgradeSteps(1);
      assertThat(states(scratch)).isEqualTo("1 new, 2 done");
    }
  }

  @Test
  void eachOfItsScriptsCanBeProvenByItself(TestDatabase database) {
    SchemaFolder folder =
        SchemaFolder.of(
            db,
            """
            CREATE TABLE items (id bigint NOT NULL, due date);
            CREATE INDEX ix_items_due ON items (due);
            COMMENT ON INDEX ix_items_due IS 'Serves what is due.';
            """,
            """
            CREATE TABLE items (id bigint NOT NULL, due date);
            CREATE INDEX ix_items_due ON items (due, id);
            COMMENT ON INDEX ix_items_due IS 'Serves the page of what is due.';
            """);
    folder.write("undo/U001__before.sql", "DROP TABLE items;");
    try (ScratchServer server = ScratchServer.at(database.scratchUrl())) {
      Revision.autogenerate(folder.project(), server, "Pages", false);

      assertThat(
              dev.lintel.tools.schema.proof.Proof.run(
                  folder.project(), server, false, message -> {}))
          .isEmpty();
    }
    assertThat(folder.read(db.resolve("migrations/V003__rename_ix_items_due_new.sql")))
        .endsWith(
            """
            ALTER INDEX ix_items_due RENAME TO ix_items_due_old;
            ALTER INDEX ix_items_due_new RENAME TO ix_items_due;

            COMMENT ON INDEX ix_items_due_old IS NULL;
            COMMENT ON INDEX ix_items_due IS 'Serves the page of what is due.';
            """);
  }

  @Test
  void isNotProvenByAnUndoThatAnEarlierOneMakesUpFor(TestDatabase database) throws Exception {
    SchemaFolder folder = SchemaFolder.of(db, ITEMS, ITEMS);
    try (ScratchServer server = ScratchServer.at(database.scratchUrl());
        ScratchDatabase scratch = server.create()) {
      folder.project().over(scratch.dataSource()).upgrade();
      RoundTrip proof =
          new RoundTrip(folder.project(), folder.snapshot(scratch), folder.snapshot(scratch));

      List<Finding> findings =
          proof.run(
              scratch,
              List.of(
                  NamedScript.up("002__a.sql", "CREATE TABLE a (id int);"),
                  NamedScript.down("002__a.sql", "DROP TABLE a, b;"),
                  NamedScript.up("003__b.sql", "CREATE TABLE b (id int);"),
                  NamedScript.down("003__b.sql", "-- nothing\n")));

      assertThat(findings)
          .filteredOn(finding -> finding.code().equals("undo-leftover"))
          .extracting(Finding::where)
          .containsOnly("U003__b.sql");
    }
  }

  @Test
  void namesWhatStandsInTheWayOfANewType(TestDatabase database) {
    refuses(
        database,
        SchemaFolder.of(
            db,
            "CREATE TABLE items (n int); CREATE POLICY po ON items USING (n > 0);",
            "CREATE TABLE items (n bigint); CREATE POLICY po ON items USING (n > 0);"),
        "cannot alter type of a column used in a policy definition",
        "write this one by hand");
  }

  private static String states(ScratchDatabase scratch) throws Exception {
    try (var connection = scratch.connect();
        var statement = connection.createStatement();
        var row =
            statement.executeQuery(
                "SELECT string_agg(id || ' ' || status, ', ' ORDER BY id) FROM lintel.items")) {
      row.next();
      return row.getString(1);
    }
  }
}
