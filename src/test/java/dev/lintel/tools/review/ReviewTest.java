package dev.lintel.tools.review;

import static dev.lintel.tools.review.Samples.branch;
import static dev.lintel.tools.review.Samples.finding;
import static dev.lintel.tools.review.Samples.items;
import static dev.lintel.tools.review.Samples.seqScan;
import static dev.lintel.tools.review.Samples.statement;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lintel.InvalidValueException;
import dev.lintel.tools.review.ReviewOptions.Source;
import dev.lintel.tools.review.result.Approval;
import dev.lintel.tools.review.result.ReviewFinding;
import dev.lintel.tools.schema.Finding.Severity;
import dev.lintel.tools.schema.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is done with what the analysis finds; the analysis itself has tests of its own. */
class ReviewTest {

  private static final String MAPPER = "<mapper namespace=\"shop.ItemMapper\"></mapper>";

  @TempDir Path root;
  private final FixedEngine engine = new FixedEngine();

  @BeforeEach
  void makeProject() throws IOException {
    write("src/main/resources/mappers/items.xml", MAPPER);
    Files.createDirectories(root.resolve("db/migrations"));
    Files.createDirectories(root.resolve("target/classes"));
    engine.statements.add(
        statement("find", branch("always", "SELECT 1", seqScan("(id = $1)", 10))));
    engine.tables.add(items());
  }

  private Path write(String file, String text) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    return Files.writeString(path, text);
  }

  private Review review() {
    return engine.review(root);
  }

  private static List<String> codes(Reviewed reviewed) {
    return reviewed.result().findings().stream().map(ReviewFinding::code).toList();
  }

  @Nested
  class WithoutSettings {

    @Test
    void takesTheLayoutOfTheProject() {
      review().run();
      ReviewOptions asked = engine.asked();
      assertThat(asked.mappers()).isEqualTo(root.resolve("src/main/resources/mappers"));
      assertThat(asked.classpath()).containsExactly(root.resolve("target/classes"));
      assertThat(asked.source()).isEqualTo(Source.MIGRATIONS);
      assertThat(asked.project()).isEqualTo(Project.in(root.resolve("db")));
      assertThat(asked.scratchUrl()).isNull();
      assertThat(asked.databaseUrl()).isNull();
    }

    @Test
    void findsMappersAnywhereBelowTheResources() throws IOException {
      Files.move(
          root.resolve("src/main/resources/mappers"), root.resolve("src/main/resources/shop"));
      review().run();
      assertThat(engine.asked().mappers()).isEqualTo(root.resolve("src/main/resources"));
    }

    @Test
    void doesNotTakeOtherXmlForMappers() throws IOException {
      Files.delete(root.resolve("src/main/resources/mappers/items.xml"));
      Files.delete(root.resolve("src/main/resources/mappers"));
      write("src/main/resources/logback.xml", "<configuration><!-- mapper namespace= -->");
      assertThatThrownBy(() -> review().run())
          .isInstanceOf(InvalidValueException.class)
          .hasMessageStartingWith("mappers: expected mapper XML in src/main/resources/mappers")
          .hasMessageEndingWith("but was none");
    }

    @Test
    void saysThatTypesAreNotKnown() throws IOException {
      Files.delete(root.resolve("target/classes"));
      Reviewed reviewed = review().run();
      assertThat(engine.asked().classpath()).isEmpty();
      assertThat(codes(reviewed)).contains("no-classes");
      assertThat(reviewed.passes()).isTrue();
    }

    @Test
    void takesTheTypesOfAJarFromTheJar() throws IOException {
      Path jar = write("shop.jar", "");
      review().mappers(Path.of("shop.jar")).run();
      assertThat(engine.asked().mappers()).isEqualTo(jar);
      assertThat(engine.asked().classpath()).containsExactly(jar);
    }

    @Test
    void writesTheReport() {
      Reviewed reviewed = review().run();
      assertThat(reviewed.page()).isEqualTo(root.resolve("target/review/index.html")).exists();
      assertThat(reviewed.result().project()).isEqualTo(root.getFileName().toString());
      assertThat(reviewed.result().live()).isNull();
    }
  }

  @Nested
  class Settings {

    @Test
    void areTakenFromTheRoot() throws IOException {
      write("a/items.xml", MAPPER);
      Files.createDirectories(root.resolve("b"));
      List<String> progress = new ArrayList<>();
      Reviewed reviewed =
          review()
              .mappers(Path.of("a"))
              .classpath(List.of(Path.of("b")))
              .scratch("postgresql://postgres@localhost/x")
              .plans(Path.of("c"))
              .report(Path.of("d"))
              .progress(progress::add)
              .approve()
              .run();
      assertThat(engine.asked().mappers()).isEqualTo(root.resolve("a"));
      assertThat(engine.asked().classpath()).containsExactly(root.resolve("b"));
      assertThat(engine.asked().scratchUrl()).endsWith("/x");
      assertThat(root.resolve("c/items/find.plan")).exists();
      assertThat(reviewed.page()).isEqualTo(root.resolve("d/index.html"));
      assertThat(progress).contains("analysing", "writing the report");
    }

    @Test
    void chooseTheSchema() throws IOException {
      Project files = Project.in(root.resolve("db"));
      review().database("postgresql://localhost/x", files).run();
      assertThat(engine.asked().source()).isEqualTo(Source.DATABASE);
      assertThat(engine.asked().databaseUrl()).endsWith("/x");
      write("db/schema.sql", "");
      review().schemaFile(files).run();
      assertThat(engine.asked().source()).isEqualTo(Source.SCHEMA_FILE);
      review().schemaFile(files).migrations(files).run();
      assertThat(engine.asked().source()).isEqualTo(Source.MIGRATIONS);
    }

    private void assertRefused(Review review, String message) {
      assertThatThrownBy(review::run)
          .isInstanceOf(InvalidValueException.class)
          .hasMessageStartingWith(message);
      assertThat(engine.asked()).as("refused before anything takes time").isNull();
    }

    @Test
    void thatAreWrongAreNamed() throws IOException {
      write("file", "");
      Project nowhere = Project.in(root.resolve("nowhere"));
      assertRefused(
          review().mappers(Path.of("x")),
          "mappers: expected a folder or a jar to read, but was 'x', which is not there");
      assertRefused(
          review().classpath(List.of(Path.of("target/classes"), Path.of("y"))),
          "classpath: expected folders and jars to read, but was 'y', which is not there");
      assertRefused(
          review().report(Path.of("file")),
          "report: expected a folder, but was 'file', which is a file");
      assertRefused(
          review().plans(Path.of("file")),
          "plans: expected a folder, but was 'file', which is a file");
      assertRefused(
          review().migrations(nowhere), "migrations: expected a folder of V scripts, but was ");
      assertRefused(review().schemaFile(nowhere), "schema file: expected a file, but was ");
    }
  }

  @Nested
  class Verdict {

    @Test
    void passesWithoutAnyApprovalsAndSaysSo() {
      Reviewed reviewed = review().run();
      assertThat(codes(reviewed)).containsExactly("no-approvals");
      assertThat(reviewed.result().approvals()).isEmpty();
      reviewed.assertPasses();
      assertThat(root.resolve("db/plans")).doesNotExist();
    }

    @Test
    void passesOnceApprovedAndFailsOnceChanged() {
      Reviewed approving = review().approve().run();
      assertThat(approving.approved())
          .extracting(Approval::file)
          .containsExactly("items/find.plan", "tables/items.plan");
      approving.assertPasses();
      review().run().assertPasses();
      assertThat(review().approve().run().approved()).isEmpty();

      engine.statements.set(
          0, statement("find", branch("always", "SELECT 2", seqScan("(id = $1)", 10))));
      Reviewed changed = review().run();
      assertThat(changed.passes()).isFalse();
      assertThatThrownBy(changed::assertPasses)
          .isInstanceOf(AssertionError.class)
          .hasMessageStartingWith("the SQL review does not pass")
          .hasMessageContaining("items/find.plan")
          .hasMessageContaining("SELECT 2")
          .hasMessageContaining("report: " + root.resolve("target/review/index.html"))
          .hasMessageContaining("--approve");
    }

    @Test
    void failsForAFindingUntilItIsAccepted() throws IOException {
      engine.findings.add(finding(Severity.WARNING, "sort", "items.find"));
      engine.findings.add(finding(Severity.ERROR, "seq-scan", "items.find"));
      Reviewed open = review().approve().run();
      assertThat(codes(open)).containsExactly("seq-scan", "sort");
      assertThatThrownBy(open::assertPasses)
          .hasMessageContaining("seq-scan items.find")
          .hasMessageContaining("items is read whole; index it");

      Path file = root.resolve("db/plans/items/find.plan");
      Files.writeString(
          file,
          Files.readString(file)
              + "ACCEPT sort \"few\" by hm\nACCEPT seq-scan \"small\" by hm on 2026-01-01\n");
      review().run().assertPasses();
      review().approve().run().assertPasses();
      assertThat(file).content().contains("ACCEPT sort \"few\" by hm\nACCEPT seq-scan \"small\"");

      engine.findings.remove(0);
      assertThat(codes(review().run())).containsExactly("seq-scan", "accept-unneeded");
    }

    @Test
    void nothingAcceptsWhatIsWrongWithTheReviewAndNothingIsApprovedThen() throws IOException {
      review().approve().run().assertPasses();
      engine.statements.clear();
      engine.findings.add(finding(Severity.ERROR, "no-statements", "review"));
      Reviewed reviewed = review().approve().run();
      assertThat(codes(reviewed)).contains("no-statements", "nothing-approved");
      assertThat(reviewed.passes()).isFalse();
      assertThat(reviewed.approved()).isEmpty();
      assertThat(root.resolve("db/plans/items/find.plan")).exists();
    }
  }
}
