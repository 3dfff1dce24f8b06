package dev.lintel.tools.schema.revision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lintel.testing.PostgresTest;
import dev.lintel.testing.TestDatabase;
import dev.lintel.tools.scratch.ScratchServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * One file a case in {@code src/test/resources/revision}: a migration, the schema to come, and the
 * scripts that are to be written, to the letter; dangers if there are any. Each is proven on the
 * way: up equals schema.sql, down equals what was before, and up again.
 */
@PostgresTest
class AutogenerateCasesTest {

  private static final Path CASES = Path.of("src/test/resources/revision");

  @TestFactory
  Stream<DynamicTest> writesWhatAPersonWouldHaveWritten(TestDatabase database, @TempDir Path folder)
      throws IOException {
    List<Path> cases;
    try (Stream<Path> files = Files.list(CASES)) {
      cases = files.sorted().toList();
    }
    assertThat(cases).hasSizeGreaterThan(15);
    return cases.stream()
        .map(
            file -> {
              String name = file.getFileName().toString().replace(".sql", "");
              return DynamicTest.dynamicTest(
                  name, () -> check(database, folder.resolve(name), file));
            });
  }

  private static void check(TestDatabase database, Path db, Path file) throws IOException {
    String text = Files.readString(file);
    Map<String, String> sections = sections(text);
    SchemaFolder folder =
        SchemaFolder.of(db, sections.get("V001__before.sql"), sections.get("schema.sql"));
    RevisionResult result =
        Revision.autogenerate(
            folder.project(), ScratchServer.at(database.scratchUrl()), "Change it", true);
    StringBuilder actual = new StringBuilder();
    section(actual, "V001__before.sql", sections.get("V001__before.sql"));
    section(actual, "schema.sql", sections.get("schema.sql"));
    if (!result.dangers().isEmpty()) {
      section(actual, "dangers", String.join("\n", result.dangers()) + "\n");
    }
    for (Path written : result.files()) {
      section(actual, written.getFileName().toString(), folder.read(written));
    }
    assertThat(result.findings()).isEmpty();
    assertThat(actual.toString()).isEqualTo(text);
  }

  private static void section(StringBuilder text, String name, String body) {
    text.append("=== ").append(name).append('\n').append(body);
  }

  private static Map<String, String> sections(String text) {
    Map<String, String> sections = new LinkedHashMap<>();
    for (String section : text.substring("=== ".length()).split("(?m)^=== ")) {
      int end = section.indexOf('\n');
      sections.put(section.substring(0, end), section.substring(end + 1));
    }
    return sections;
  }
}
