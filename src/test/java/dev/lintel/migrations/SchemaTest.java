package dev.lintel.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lintel.testing.Catalog;
import dev.lintel.testing.PostgresTest;
import dev.lintel.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.postgresql.util.PSQLException;

/** The files under db/, against one another and against the design. */
@PostgresTest
class SchemaTest {

  private static final Path DB = Path.of("db");

  @Test
  void schemaSqlIsWhatTheMigrationsAddUpTo(TestDatabase migrated) throws IOException {
    try (TestDatabase page = migrated.createEmpty()) {
      page.execute("CREATE SCHEMA lintel");
      run(page, DB.resolve("schema.sql"));
      assertThat(Catalog.of(page, "lintel")).isNotEmpty().isEqualTo(Catalog.of(migrated, "lintel"));
    }
  }

  @Test
  void everyUndoTakesBackItsMigration(TestDatabase database) throws IOException {
    try (TestDatabase copy = database.createEmpty()) {
      copy.execute("CREATE SCHEMA lintel");
      List<List<String>> states = new ArrayList<>();
      List<Path> migrations = files("migrations");
      assertThat(migrations).isNotEmpty();
      for (Path migration : migrations) {
        states.add(Catalog.of(copy, "lintel"));
        run(copy, migration);
        assertThat(Catalog.of(copy, "lintel")).isNotEqualTo(states.get(states.size() - 1));
      }
      Collections.reverse(migrations);
      for (Path migration : migrations) {
        run(copy, undo(migration));
        assertThat(Catalog.of(copy, "lintel"))
            .as(migration.toString())
            .isEqualTo(states.remove(states.size() - 1));
      }
    }
  }

  @Test
  void theNamedIndexesAndConstraintsAreThere(TestDatabase database) {
    assertThat(Catalog.of(database, "lintel"))
        .contains(
            "index CREATE INDEX ix_items_status ON items USING btree (status) valid true",
            "index CREATE INDEX ix_items_created_at ON items USING btree (created_at) valid true",
            "index CREATE INDEX ix_items_parent_id ON items USING btree (parent_id) valid true",
            "index CREATE INDEX ix_items_status_created ON items USING btree"
                + " (status NULLS FIRST, created_at, id) valid true",
            "index CREATE INDEX ix_items_metadata ON items USING gin (metadata jsonb_path_ops)"
                + " valid true",
            "index CREATE INDEX ix_conversations_created_at ON conversations USING btree"
                + " (created_at, id) valid true",
            "constraint items fk_items_parent_id FOREIGN KEY (parent_id) REFERENCES parents(id)")
        .anyMatch(fact -> fact.startsWith("constraint items ck_items_metadata CHECK"))
        .anyMatch(fact -> fact.startsWith("constraint conversations ck_conversations_messages"))
        .anyMatch(fact -> fact.startsWith("constraint conversations ck_conversations_metadata"));
  }

  @Test
  void everyTableAndColumnHasAComment(TestDatabase database) {
    List<String> facts = Catalog.of(database, "lintel");
    assertThat(facts.stream().filter(fact -> fact.startsWith("column "))).hasSizeGreaterThan(15);
    assertThat(facts).noneMatch(fact -> fact.endsWith("no comment"));
  }

  @Test
  void theChecksKeepDocumentsInShape(TestDatabase database) {
    for (String insert :
        List.of(
            "INSERT INTO lintel.items (name, status, metadata) VALUES ('a', 'b', '[]')",
            "INSERT INTO lintel.items (name, status, metadata) VALUES ('a', 'b', 'null')",
            "INSERT INTO lintel.conversations (messages) VALUES ('{}')",
            "INSERT INTO lintel.conversations (metadata) VALUES ('1')")) {
      assertThatThrownBy(() -> database.execute(insert))
          .hasRootCauseInstanceOf(PSQLException.class)
          .rootCause()
          .hasMessageContaining("violates check constraint \"ck_");
    }
  }

  @Test
  void everyMigrationSaysWhatItLocksAndEachIndexWhatItServes() throws IOException {
    for (Path migration : files("migrations")) {
      String text = Files.readString(migration);
      assertThat(text)
          .contains("-- What: ", "-- Locks: ", "-- Undo: " + undo(migration).getFileName());
      List<String> lines = text.lines().toList();
      for (int i = 0; i < lines.size(); i++) {
        assertThat(lines.get(i)).hasSizeLessThanOrEqualTo(110).doesNotContain("\t");
        if (lines.get(i).startsWith("CREATE INDEX")) {
          int comment = i;
          while (lines.get(comment - 1).startsWith("--")) {
            comment--;
          }
          assertThat(String.join(" ", lines.subList(comment, i))).contains("-- serves ");
        }
      }
    }
  }

  private static List<Path> files(String folder) throws IOException {
    try (Stream<Path> files = Files.list(DB.resolve(folder))) {
      return new ArrayList<>(files.sorted().toList());
    }
  }

  private static Path undo(Path migration) {
    return DB.resolve("undo").resolve(migration.getFileName().toString().replaceFirst("^V", "U"));
  }

  private static void run(TestDatabase database, Path script) throws IOException {
    database.execute("SET search_path = lintel; " + Files.readString(script));
  }
}
