package dev.lintel.tools.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lintel.testing.PostgresTest;
import dev.lintel.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@PostgresTest
class RevisionCommandTest {

  private static final Path MIGRATION = Path.of("db/migrations/V003__add_due_date.sql");
  private static final Path UNDO = Path.of("db/undo/U003__add_due_date.sql");

  @TempDir Path folder;
  private SmallProject project;
  private TestDatabase database;

  @BeforeEach
  void makeProject(TestDatabase database) throws IOException {
    this.database = database;
    project = SmallProject.in(folder);
  }

  private Run revision(String... options) {
    List<String> arguments = new ArrayList<>(List.of("revision", "-m", "Add due date"));
    arguments.addAll(List.of(options));
    return Run.on(database.url(), folder, arguments.toArray(String[]::new));
  }

  private Run generate(String... options) {
    List<String> arguments =
        new ArrayList<>(List.of("--autogenerate", "--scratch", database.scratchUrl()));
    arguments.addAll(List.of(options));
    return revision(arguments.toArray(String[]::new));
  }

  @Nested
  class ByHand {

    @Test
    void writesTheNextPair() {
      Run run = revision().succeeds();
      assertThat(run.result()).containsExactly("wrote " + MIGRATION, "wrote " + UNDO);
      assertThat(folder.resolve(MIGRATION)).exists();
      assertThat(folder.resolve(UNDO)).exists();
    }

    @Test
    void asJsonListsTheFiles() {
      JsonNode result = revision("--json").succeeds().json();
      assertThat(result.get("files").toString())
          .isEqualTo("[\"" + MIGRATION + "\",\"" + UNDO + "\"]");
    }

    @Test
    void outsideOfAProjectIsWrongUsage(@TempDir Path elsewhere) {
      assertThat(Run.on(database.url(), elsewhere, "revision", "-m", "x y").fails(ExitCode.USAGE))
          .contains("db/migrations", "--migrations DIR");
      assertThat(elsewhere).isEmptyDirectory();
    }

    @Test
    void takesAMessageThatNamesAFile() {
      assertThat(Run.on(database.url(), folder, "revision", "-m", "!?").fails(ExitCode.USAGE))
          .contains("message", "!?");
    }

    @Test
    void takesNoOptionsOfAutogenerate() {
      assertThat(revision("--allow-danger").fails(ExitCode.USAGE)).contains("--autogenerate");
      assertThat(folder.resolve(MIGRATION)).doesNotExist();
    }
  }

  @Nested
  class Autogenerate {

    @Test
    void writesWhatIsMissingAndProvesIt() throws IOException {
      project.write("db/schema.sql", "CREATE TABLE shops (id int NOT NULL, name text, due date);");
      Run run = generate().succeeds();
      assertThat(run.result())
          .containsExactly(
              "wrote " + MIGRATION,
              "wrote " + UNDO,
              "proven: up gives schema.sql, down gives what was before");
      assertThat(Files.readString(folder.resolve(MIGRATION))).contains("ADD COLUMN due date");
      Run.on(database.url(), folder, "check", "--scratch", database.scratchUrl()).succeeds();
    }

    @Test
    void writesNothingIfNothingIsMissing() {
      assertThat(generate().succeeds().out()).contains("nothing to do");
      assertThat(folder.resolve(MIGRATION)).doesNotExist();
    }

    @Test
    void refusesDangersUnlessTheyAreAllowed() throws IOException {
      project.write("db/schema.sql", "CREATE TABLE shops (id int NOT NULL);");
      assertThat(generate().fails(ExitCode.FINDINGS)).contains("--allow-danger", "DROP COLUMN");
      assertThat(folder.resolve(MIGRATION)).doesNotExist();
      assertThat(generate("--allow-danger").succeeds().out()).contains("danger: ", "proven: ");
      assertThat(Files.readString(folder.resolve(MIGRATION))).contains("-- DANGER: ");
    }

    @Test
    void asJsonSaysWhetherItIsProven() throws IOException {
      project.write("db/schema.sql", "CREATE TABLE shops (id int NOT NULL, name text, due date);");
      JsonNode result = generate("--json").succeeds().json();
      assertThat(result.get("files")).hasSize(2);
      assertThat(result.get("dangers")).isEmpty();
      assertThat(result.get("findings")).isEmpty();
      assertThat(result.get("proven").asBoolean()).isTrue();
    }

    @Test
    void withoutASchemaFileIsWrongUsage() throws IOException {
      project.delete("db/schema.sql");
      assertThat(generate().fails(ExitCode.USAGE)).contains("schema.sql", "--schema-file");
    }
  }
}
