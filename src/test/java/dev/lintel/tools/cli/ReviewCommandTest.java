package dev.lintel.tools.cli;

import static dev.lintel.tools.review.Samples.branch;
import static dev.lintel.tools.review.Samples.finding;
import static dev.lintel.tools.review.Samples.items;
import static dev.lintel.tools.review.Samples.seqScan;
import static dev.lintel.tools.review.Samples.statement;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lintel.testing.PostgresTest;
import dev.lintel.testing.TestDatabase;
import dev.lintel.tools.review.FixedEngine;
import dev.lintel.tools.schema.Finding.Severity;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command around the analysis, which has tests of its own. */
@PostgresTest
class ReviewCommandTest {

  @TempDir Path folder;
  private SmallProject project;
  private final FixedEngine engine = new FixedEngine();

  @BeforeEach
  void makeProject() throws IOException {
    project = SmallProject.in(folder);
    project.write("src/main/resources/mappers/items.xml", "<mapper namespace=\"a\"></mapper>");
    project.write("target/classes/a.txt", "");
    engine.statements.add(
        statement("find", branch("always", "SELECT 1", seqScan("(id = $1)", 10))));
    engine.tables.add(items());
  }

  private Run review(String... options) {
    List<String> arguments = new ArrayList<>(List.of("review"));
    arguments.addAll(List.of(options));
    return Run.with(Map.of(), folder, engine::review, arguments.toArray(String[]::new));
  }

  private Run finds(Run run) {
    assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(ExitCode.FINDINGS);
    assertThat(run.err()).isEmpty();
    return run;
  }

  private String refused(String... options) {
    String message = review(options).fails(ExitCode.USAGE);
    assertThat(engine.question()).as("refused before anything takes time").isNull();
    return message;
  }

  @Nested
  class InAProject {

    @Test
    void needsNoOption() {
      Run run = review().succeeds();
      assertThat(run.out()).startsWith("Migrations: db/migrations\n");
      assertThat(run.result().get(0))
          .isEqualTo(
              "info no-approvals: no approved plans are kept, so plans are not compared; start with"
                  + " review --approve");
      assertThat(run.result()).last().isEqualTo("report: target/review/index.html");
      assertThat(engine.question())
          .contains("source=MIGRATIONS", "src/main/resources/mappers", "target/classes");
      assertThat(folder.resolve("target/review/index.html")).exists();
      assertThat(run.err()).isEmpty();
    }

    @Test
    void approvesAndThenPasses() {
      assertThat(review("--approve").succeeds().result())
          .contains("approved db/plans/items/find.plan", "approved db/plans/tables/items.plan");
      assertThat(review().succeeds().out()).doesNotContain("approved db/plans", "no-approvals");
      engine.tables.clear();
      assertThat(finds(review()).out()).contains("tables/items.plan");
      assertThat(review("--approve").succeeds().result())
          .contains("removed db/plans/tables/items.plan");
    }

    @Test
    void saysWhatIsOpenAndTheLineThatWouldAcceptIt() {
      engine.findings.add(finding(Severity.ERROR, "seq-scan", "items.find"));
      engine.findings.add(finding(Severity.ERROR, "seq-scan", "items.find"));
      Run run = finds(review("--approve"));
      assertThat(run.result()).anyMatch(line -> line.contains("items is read whole; index it"));
      assertThat(run.result().stream().filter(line -> line.startsWith("to accept it, add")))
          .singleElement()
          .asString()
          .matches(
              "to accept it, add to db/plans/items/find.plan:"
                  + " ACCEPT seq-scan \"<reason>\" by <who> on \\d{4}-\\d\\d-\\d\\d");
    }

    @Test
    void asJsonIsOneObject() {
      review("--approve").succeeds();
      engine.findings.add(finding(Severity.ERROR, "seq-scan", "items.find"));
      engine.findings.add(finding(Severity.WARNING, "sort", "items.find"));
      Run run = review("--json");
      assertThat(run.exitCode()).isEqualTo(ExitCode.FINDINGS);
      JsonNode result = run.json();
      assertThat(result.get("passes").asBoolean()).isFalse();
      assertThat(result.get("errors").asInt()).isEqualTo(1);
      assertThat(result.get("warnings").asInt()).isEqualTo(1);
      assertThat(result.at("/findings/0").toString())
          .isEqualTo(
              "{\"severity\":\"error\",\"code\":\"seq-scan\",\"subject\":\"items.find\","
                  + "\"branch\":\"always\",\"table\":\"lintel.items\","
                  + "\"what\":\"items is read whole\",\"fix\":\"index it\",\"accepted\":null}");
      assertThat(result.at("/approvals/0").toString())
          .isEqualTo(
              "{\"subject\":\"items.find\",\"file\":\"items/find.plan\",\"state\":\"approved\"}");
      assertThat(result.at("/approved").isEmpty()).isTrue();
      assertThat(result.at("/report").asText()).isEqualTo("target/review/index.html");
    }

    @Test
    void takesOtherFilesAndFolders() throws IOException {
      project.write("m/items.xml", "");
      project.write("c1/a", "");
      project.write("c2/a", "");
      project.write("v.sql", "");
      review(
              "--mappers",
              "m",
              "--classpath",
              "c1" + File.pathSeparator + "c2",
              "--volume",
              "v.sql",
              "--schema",
              "shop",
              "--plans",
              "p",
              "--report",
              "r",
              "--scratch",
              "postgresql://localhost/x",
              "--approve")
          .succeeds();
      assertThat(engine.question())
          .contains(
              "mappers=" + folder.resolve("m"),
              "classpath=[" + folder.resolve("c1") + ", " + folder.resolve("c2") + "]",
              "volumeFile=" + folder.resolve("v.sql"),
              "schema=shop",
              "scratchUrl=postgresql://localhost/x");
      assertThat(folder.resolve("p/items/find.plan")).exists();
      assertThat(folder.resolve("r/index.html")).exists();
    }
  }

  @Nested
  class ElsewhereThanMigrations {

    @Test
    void theSchemaComesFromAFileWithWhatIsBesideIt() throws IOException {
      project.write("other/s.sql", "");
      Run run = review("--schema-file", "other/s.sql").succeeds();
      assertThat(run.out()).startsWith("Schema: other/s.sql\n");
      assertThat(engine.question())
          .contains(
              "source=SCHEMA_FILE",
              "schemaFile=" + folder.resolve("other/s.sql"),
              "volumeFile=" + folder.resolve("other/volume.sql"));
    }

    @Test
    void theSchemaComesFromADatabase(@TempDir Path elsewhere) throws IOException {
      Path mappers = Files.createDirectories(elsewhere.resolve("m"));
      Run run =
          Run.with(
                  Map.of(),
                  elsewhere,
                  engine::review,
                  "review",
                  "--mappers",
                  mappers.toString(),
                  "--url",
                  "postgresql://a:s3cret@localhost/x")
              .succeeds();
      assertThat(run.out())
          .startsWith("Schema: of the database that --url names\n")
          .contains("info no-classes: target/classes is not there")
          .doesNotContain("s3cret");
      assertThat(engine.question()).contains("source=DATABASE", "databaseUrl=postgresql://a:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--migrations", "--undo", "--schema-file", "--volume", "--roles"})
    void aDatabaseGoesWithNoFiles(String option) {
      assertThat(refused("--url", "postgresql://localhost/x", option, "db/schema.sql"))
          .contains("--url reviews a database as it stands: " + option + " does not go with it");
    }

    @Test
    void aDatabaseNeedsNoScratchAndASchemaFileNoMigrations() {
      assertThat(refused("--url", "postgresql://localhost/x", "--scratch", "postgresql://y/z"))
          .contains("--scratch does not go with it");
      assertThat(refused("--schema-file", "db/schema.sql", "--migrations", "db/migrations"))
          .contains("--schema-file takes the place of migrations: --migrations does not");
    }
  }

  @Nested
  class BadInput {

    @Test
    void outsideOfAProjectSaysWhatToGive(@TempDir Path elsewhere) {
      assertThat(Run.with(Map.of(), elsewhere, engine::review, "review").fails(ExitCode.USAGE))
          .contains("db/migrations", "--migrations DIR, --schema-file FILE or --url URL")
          .endsWith("see lintel review --help");
    }

    @Test
    void withoutMappersSaysWhereTheyAreLookedFor() throws IOException {
      project.delete("src/main/resources/mappers/items.xml");
      project.delete("src/main/resources/mappers");
      assertThat(refused()).contains("mappers: expected", "src/main/resources", "--mappers");
    }

    @Test
    void thatIsNotThereIsNamed() {
      assertThat(refused("--mappers", "x")).contains("mappers: expected", "'x'");
      assertThat(refused("--classpath", "y")).contains("classpath: expected", "'y'");
      assertThat(refused("--volume", "v")).contains("--volume v: there is no such file");
      assertThat(refused("--schema-file", "s")).contains("--schema-file s: there is no such file");
      assertThat(refused("--migrations", "m")).contains("--migrations m: there is no such folder");
      assertThat(refused("--report", "db/schema.sql")).contains("report: expected a folder");
      assertThat(refused("--plans", "db/schema.sql")).contains("plans: expected a folder");
      assertThat(refused("--schema", "a b")).contains("schema: expected", "'a b'");
    }

    @Test
    void inAnApprovalNamesTheFile() throws IOException {
      review("--approve").succeeds();
      Path file = folder.resolve("db/plans/items/find.plan");
      Files.write(file, "# für".getBytes(StandardCharsets.ISO_8859_1));
      assertThat(review().fails(ExitCode.USAGE)).contains("find.plan: expected text in UTF-8");
    }

    @Test
    void aLiveServerThatIsNotThereIsNotReachable() {
      assertThat(
              review("--live", "postgresql://a:s3cret@127.0.0.1:1/x").fails(ExitCode.NOT_REACHABLE))
          .contains("127.0.0.1")
          .doesNotContain("s3cret");
    }

    @Test
    void aLiveServerThatCountsNothingSaysWhatToDo(TestDatabase database) {
      assertThat(review("--live", database.url()).fails(ExitCode.FINDINGS))
          .contains("CREATE EXTENSION pg_stat_statements");
    }
  }
}
