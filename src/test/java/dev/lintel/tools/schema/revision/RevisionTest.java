package dev.lintel.tools.schema.revision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lintel.InvalidValueException;
import dev.lintel.MigrationException;
import dev.lintel.tools.schema.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RevisionTest {

  @TempDir private Path db;
  private SchemaFolder folder;

  @BeforeEach
  void oneMigration() {
    folder = SchemaFolder.of(db, "CREATE TABLE items (id bigint NOT NULL);\n", "");
  }

  @Nested
  class Create {

    @Test
    void writesThePairWithTheHeaderThatTheStyleAsksFor() {
      List<Path> files = Revision.create(folder.project(), "  Add the due date \n of items");

      assertThat(files)
          .containsExactly(
              db.resolve("migrations/V002__add_the_due_date_of_items.sql"),
              db.resolve("undo/U002__add_the_due_date_of_items.sql"));
      assertThat(folder.read(files.get(0)))
          .isEqualTo(
              """
              -- What: Add the due date of items.
              -- Locks: the lock, the table, for how long
              -- Undo: U002__add_the_due_date_of_items.sql

              """);
      assertThat(folder.read(files.get(1)))
          .isEqualTo(
              """
              -- Undoes V002__add_the_due_date_of_items.sql.
              -- Locks: the lock, the table, for how long

              """);
    }

    @Test
    void countsOnInAFolderThatIsASymbolicLink(@TempDir Path elsewhere) throws IOException {
      Path link = Files.createSymbolicLink(elsewhere.resolve("db"), db);
      Path folders = Files.createDirectory(elsewhere.resolve("linked"));
      for (String part : List.of("migrations", "undo")) {
        Files.createSymbolicLink(folders.resolve(part), link.resolve(part));
      }
      assertThat(Revision.create(Project.in(folders), "next"))
          .containsExactly(
              folders.resolve("migrations/V002__next.sql"), folders.resolve("undo/U002__next.sql"));
    }

    @ParameterizedTest
    @CsvSource({
      "V9__a.sql, V10__next.sql",
      "V09__a.sql, V10__next.sql",
      "V099__a.sql, V100__next.sql",
      "V00099__a.sql, V00100__next.sql",
      "V999__a.sql, V1000__next.sql",
      "V2.13__a.sql, V3__next.sql",
      "V002_1__a.sql, V003__next.sql",
      "V20261125120000__a.sql, V20261125120001__next.sql"
    })
    void takesTheNextVersionWrittenAsTheLastOne(String last, String next) {
      folder.write("migrations/" + last, "");

      assertThat(Revision.create(folder.project(), "next").get(0)).hasFileName(next);
    }

    @Test
    void beginsAtOneWithThreeDigits() throws Exception {
      Files.delete(db.resolve("migrations/V001__before.sql"));
      folder.write("migrations/R__views.sql", "");
      folder.write("migrations/notes.txt", "");

      assertThat(Revision.create(folder.project(), "first").get(0)).hasFileName("V001__first.sql");
    }

    @Test
    void countsTheMigrationsInSubfolders() throws Exception {
      Files.createDirectories(db.resolve("migrations/2026"));
      folder.write("migrations/2026/V007__seven.sql", "");

      assertThat(Revision.create(folder.project(), "next").get(0)).hasFileName("V008__next.sql");
    }

    @ParameterizedTest
    @CsvSource({
      "'Straße: größer!', straße_größer",
      "'a/../../b', a_b",
      "'DROP TABLE items; --', drop_table_items",
      "'--x--', x",
      "'Add 2 columns', add_2_columns"
    })
    void makesAFileNameOfAnyMessage(String message, String description) {
      assertThat(Revision.create(folder.project(), message).get(0))
          .hasFileName("V002__" + description + ".sql");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "12", "---", "1_2", "\u0000a"})
    void refusesAMessageWithoutWords(String message) {
      assertThatThrownBy(() -> Revision.create(folder.project(), message))
          .isInstanceOf(InvalidValueException.class)
          .hasMessageStartingWith("message: expected ")
          .hasMessageNotContaining("\n");
      assertThat(folder.scripts()).containsExactly("V001__before.sql");
    }

    @Test
    void refusesNoMessageAndOneThatIsTooLong() {
      assertThatThrownBy(() -> Revision.create(folder.project(), null))
          .isInstanceOf(InvalidValueException.class)
          .hasMessage("message: expected a value, but was null");
      assertThatThrownBy(() -> Revision.create(folder.project(), "a".repeat(151)))
          .isInstanceOf(InvalidValueException.class)
          .hasMessage("message: expected at most 150 characters, but was 151");
    }

    @Test
    void refusesAFileThatIsThereAndWritesNeither() {
      folder.write("undo/U002__next.sql", "mine");

      assertThatThrownBy(() -> Revision.create(folder.project(), "next"))
          .isInstanceOf(MigrationException.class)
          .hasMessageContaining("U002__next.sql: expected no such file yet");
      assertThat(folder.scripts()).containsExactly("U002__next.sql", "V001__before.sql");
      assertThat(folder.read(db.resolve("undo/U002__next.sql"))).isEqualTo("mine");
    }

    @Test
    void namesTheFolderThatIsNotThere() {
      assertThatThrownBy(() -> Revision.create(Project.in(db.resolve("nowhere")), "next"))
          .isInstanceOf(MigrationException.class)
          .hasMessageContaining("nowhere")
          .hasMessageContaining("expected the folder of the migrations, but there is none");
    }
  }
}
