package dev.lintel.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lintel.testing.PostgresTest;
import dev.lintel.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.postgresql.util.PSQLException;

/** The files under db/, against the design; against one another in {@code OwnMigrationsTest}. */
@PostgresTest
class SchemaTest {

  private static final Path DB = Path.of("db");

  @Test
  void theNamedIndexesAndConstraintsAreThere(TestDatabase database) {
    assertThat(database.snapshot("lintel").facts())
        .contains(
            index("ix_items_status", "items USING btree (status)"),
            index("ix_items_created_at", "items USING btree (created_at)"),
            index("ix_items_parent_id", "items USING btree (parent_id)"),
            index(
                "ix_items_status_created",
                "items USING btree (status NULLS FIRST, created_at, id)"),
            index("ix_items_metadata", "items USING gin (metadata jsonb_path_ops)"),
            index("ix_conversations_created_at", "conversations USING btree (created_at, id)"),
            "constraint items.fk_items_parent_id:"
                + " FOREIGN KEY (parent_id) REFERENCES parents(id)")
        .anyMatch(fact -> fact.startsWith("constraint items.ck_items_metadata: CHECK"))
        .anyMatch(fact -> fact.startsWith("constraint conversations.ck_conversations_messages: "))
        .anyMatch(fact -> fact.startsWith("constraint conversations.ck_conversations_metadata: "));
  }

  private static String index(String name, String on) {
    return "index " + name + ": CREATE INDEX " + name + " ON " + on;
  }

  @Test
  void everyTableAndColumnHasAComment(TestDatabase database) {
    List<String> facts = database.snapshot("lintel").facts();
    List<String> commented =
        facts.stream()
            .filter(fact -> fact.matches("(table|column) .*"))
            .map(fact -> fact.replaceFirst("^column", "table column").replaceFirst(":.*", ""))
            .toList();
    assertThat(commented)
        .hasSizeGreaterThan(18)
        .allSatisfy(
            object ->
                assertThat(facts).anyMatch(fact -> fact.startsWith("comment " + object + ": ")));
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
}
