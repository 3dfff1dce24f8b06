package dev.lintel.tools.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.lintel.MigrationException;
import dev.lintel.testing.PostgresTest;
import dev.lintel.testing.TestDatabase;
import dev.lintel.tools.scratch.ScratchServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@PostgresTest
class SchemaCheckTest {

  private static final String ITEMS = "CREATE TABLE items (id int PRIMARY KEY, status varchar(50))";

  private ProjectFolder folder;
  private TestDatabase database;

  @BeforeEach
  void createProject(TestDatabase database, @TempDir Path path) {
    this.database = database;
    this.folder = new ProjectFolder(path).add("1__items", ITEMS, "DROP TABLE items");
  }

  @Nested
  class SchemaSql {

    @Test
    void mayBeWrittenOtherwiseAsLongAsItMeansTheSame() {
      folder
          .add("2__due", "ALTER TABLE items ADD due date NOT NULL", "ALTER TABLE items DROP due")
          .schema(
              """
              CREATE TABLE items (due date, id integer, status character varying(50));
              ALTER TABLE items ALTER due SET NOT NULL;
              ALTER TABLE items ADD PRIMARY KEY (id);
              """);

      assertThat(check()).isEmpty();
    }

    @Test
    void isToldEachDifferenceAndWhichSideHasWhat() {
      folder.schema(
          """
          CREATE TABLE items (id int PRIMARY KEY, status varchar(60));
          CREATE INDEX ix_items_status ON items (status);
          """);
      folder.add("2__view", "CREATE VIEW shown AS SELECT id FROM items", "DROP VIEW shown");

      List<Finding> findings = check();
      assertThat(findings)
          .allMatch(finding -> finding.severity() == Finding.Severity.ERROR)
          .allMatch(finding -> finding.code().equals("schema-differs"))
          .extracting(Finding::where)
          .containsExactly(
              "column items.status", "column shown.id", "index ix_items_status", "view shown");
      assertThat(findings.subList(0, 3))
          .extracting(Finding::what)
          .containsExactly(
              "expected character varying(60) (schema.sql),"
                  + " found character varying(50) (migrations)",
              "expected none (schema.sql), found integer (migrations)",
              "expected CREATE INDEX ix_items_status ON items USING btree (status)"
                  + " (schema.sql), found none (migrations)");
      assertThat(findings.get(3).what())
          .startsWith("expected none (schema.sql), found AS")
          .contains("FROM items")
          .endsWith("(migrations)");
    }

    @Test
    void thatFailsIsNamedWithItsLine() {
      folder.schema("-- items\nCREATE TABLE items (id int);\n\nCREATE TABLE items (id int);\n");

      assertThatThrownBy(SchemaCheckTest.this::check)
          .isInstanceOf(MigrationException.class)
          .hasMessageStartingWith("schema.sql:4: 'CREATE TABLE items (id int)': ")
          .hasMessageContaining("already exists");
    }

    @Test
    void thatIsNotThereIsNamed() {
      assertThatThrownBy(SchemaCheckTest.this::check)
          .isInstanceOf(MigrationException.class)
          .hasMessageContaining("schema.sql: no such file");
    }

    @Test
    void mayNotBeEqualBecauseNothingIsThere() {
      new ProjectFolder(folder.project().schemaFile().getParent())
          .add("1__items", "CREATE TABLE public.items (id int)", "DROP TABLE public.items")
          .schema("CREATE TABLE public.items (id int)");

      assertThat(check()).extracting(Finding::code).containsExactly("schema-empty");
    }
  }

  @Nested
  class UndoScripts {

    @Test
    void thatAreMissingOrUndoNothingAreNamed() throws IOException {
      folder.schema(ITEMS).add("2__gone", "SELECT 1", null);
      Files.writeString(folder.project().undo().resolve("U3__other.sql"), "SELECT 1");

      assertThat(check())
          .extracting(Finding::severity, Finding::code, Finding::where)
          .containsExactly(
              tuple(Finding.Severity.ERROR, "undo-missing", "V2__gone.sql"),
              tuple(Finding.Severity.ERROR, "undo-orphaned", "U3__other.sql"));
    }

    @Test
    void areNotNeededByAMigrationThatDeclaresItselfIrreversible() {
      folder.schema(ITEMS).add("2__gone", "-- irreversible: why\nSELECT 1", null);

      assertThat(check()).isEmpty();
    }
  }

  @Nested
  class AFolder {

    @Test
    void thatIsNotThereIsNamed() throws IOException {
      folder.schema(ITEMS);
      Files.delete(folder.project().undo().resolve("U1__items.sql"));
      Files.delete(folder.project().undo());

      assertThatThrownBy(SchemaCheckTest.this::check)
          .isInstanceOf(MigrationException.class)
          .hasMessage(
              folder.project().undo()
                  + ": expected a folder of U scripts, but there is none; name it");
    }

    @Test
    void withARepeatableMigrationIsRefused() throws IOException {
      folder.schema(ITEMS);
      Files.writeString(
          folder.project().migrations().resolve("R__shown.sql"),
          "CREATE OR REPLACE VIEW shown AS SELECT 1 AS one");

      assertThatThrownBy(SchemaCheckTest.this::check)
          .isInstanceOf(MigrationException.class)
          .hasMessageStartingWith("R__shown.sql: a repeatable migration cannot be undone");
    }

    @Test
    void withoutMigrationsIsNamed() throws IOException {
      folder.schema(ITEMS);
      Files.delete(folder.project().migrations().resolve("V1__items.sql"));

      assertThatThrownBy(SchemaCheckTest.this::check)
          .isInstanceOf(MigrationException.class)
          .hasMessageStartingWith(folder.project().migrations() + ": expected migrations");
    }
  }

  private List<Finding> check() {
    try (ScratchServer server = ScratchServer.at(database.url())) {
      return SchemaCheck.run(folder.project(), server);
    }
  }
}
