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
class CheckCommandTest {

  @TempDir Path folder;
  private SmallProject project;
  private TestDatabase database;

  @BeforeEach
  void makeProject(TestDatabase database) throws IOException {
    this.database = database;
    project = SmallProject.in(folder);
  }

  /** Its scratch databases are made beside the tests' own; no server is started. */
  private Run check(String... options) {
    List<String> arguments = new ArrayList<>(List.of("check", "--scratch", database.url()));
    arguments.addAll(List.of(options));
    return Run.on(database.url(), folder, arguments.toArray(String[]::new));
  }

  private static Run finds(Run run) {
    assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(ExitCode.FINDINGS);
    assertThat(run.err()).isEmpty();
    return run;
  }

  @Nested
  class WithoutOptions {

    @Test
    void findsNothingInAProjectThatIsRight() {
      Run run = check().succeeds();
      assertThat(run.out()).startsWith("Migrations: db/migrations\n");
      assertThat(run.result())
          .last()
          .asString()
          .startsWith("checked schema, up-down-up: no errors");
      assertThat(run.err()).isEmpty();
    }

    @Test
    void findsWhatTheMigrationsDoNotMake() throws IOException {
      project.write("db/schema.sql", "CREATE TABLE shops (id int NOT NULL, name text, due date);");
      Run run = finds(check());
      assertThat(run.result()).anyMatch(line -> line.startsWith("error schema-differs "));
      assertThat(run.out()).contains("due");
      assertThat(run.result()).last().asString().contains("1 error");
    }

    @Test
    void findsAnUndoThatIsMissing() throws IOException {
      project.delete("db/undo/U002__name_shops.sql");
      assertThat(finds(check()).out()).contains("error undo-missing ", "002");
    }

    @Test
    void findsAnUndoThatDoesNothing() throws IOException {
      project.write("db/undo/U002__name_shops.sql", "SELECT 1;\n");
      assertThat(finds(check()).out()).contains("error undo-", "name");
    }

    @Test
    void asJsonGivesEveryFinding() throws IOException {
      project.write("db/schema.sql", "CREATE TABLE shops (id int NOT NULL);");
      Run run = check("--json");
      assertThat(run.exitCode()).isEqualTo(ExitCode.FINDINGS);
      JsonNode report = run.json();
      assertThat(report.get("checked").toString()).isEqualTo("[\"schema\",\"up-down-up\"]");
      assertThat(report.get("errors").asInt()).isEqualTo(1);
      JsonNode finding = report.get("findings").get(0);
      List<String> fields = new ArrayList<>();
      finding.fieldNames().forEachRemaining(fields::add);
      assertThat(fields).containsExactly("severity", "code", "where", "what", "fix");
      assertThat(finding.get("severity").asText()).isEqualTo("error");
      assertThat(finding.get("code").asText()).isEqualTo("schema-differs");
    }

    @Test
    void takesTheSchemaFromTheFileThatIsNamed() throws IOException {
      Files.move(folder.resolve("db/schema.sql"), folder.resolve("head.sql"));
      assertThat(check().fails(ExitCode.USAGE))
          .contains("schema.sql: there is no such file", "--schema-file");
      check("--schema-file", "head.sql").succeeds();
      assertThat(check("--prove").succeeds().result())
          .anyMatch(line -> line.startsWith("info schema-not-compared schema.sql"))
          .last()
          .asString()
          .startsWith("checked up-down-up with rows: no errors");
      assertThat(check("--schema-file", "no.sql").fails(ExitCode.USAGE))
          .contains("--schema-file no.sql");
    }

    @Test
    void takesLintelsOwnOutsideOfAProject(@TempDir Path elsewhere) {
      Run run = Run.on(database.url(), elsewhere, "check", "--scratch", database.url()).succeeds();
      assertThat(run.out()).startsWith("Migrations: Lintel's own\n");
      assertThat(elsewhere).isEmptyDirectory();
    }
  }

  @Nested
  class Prove {

    @Test
    void findsRowsThatDoNotSurvive() throws IOException {
      project.write("db/volume.sql", "INSERT INTO shops (id) SELECT generate_series(1, 100);\n");
      project.write(
          "db/undo/U002__name_shops.sql", "DELETE FROM shops; ALTER TABLE shops DROP COLUMN name;");
      check().succeeds();
      Run run = finds(check("--prove"));
      assertThat(run.out())
          .contains("error undo-", "shops", "checked schema, up-down-up with rows");
    }

    @Test
    void findsNothingWhereTheyDo() throws IOException {
      project.write("db/volume.sql", "INSERT INTO shops (id) SELECT generate_series(1, 100);\n");
      check("--prove").succeeds();
    }
  }

  @Nested
  class Locks {

    @BeforeEach
    void buildAnIndexThatBlocks() throws IOException {
      project.write("db/volume.sql", "INSERT INTO shops (id) SELECT generate_series(1, 100);\n");
      project.write(
          "db/migrations/V003__index_shops.sql", "CREATE INDEX ix_shops_id ON shops (id);");
      project.write("db/undo/U003__index_shops.sql", "DROP INDEX ix_shops_id;");
    }

    @Test
    void areReportedForEachStatement() {
      Run run = finds(check("--locks", "--from", "002"));
      assertThat(run.out())
          .contains("V003__index_shops.sql", "SHARE", "shops", "CONCURRENTLY")
          .doesNotContain("V002__name_shops.sql");
      assertThat(run.result()).last().asString().startsWith("checked locks: 1 error");
    }

    @Test
    void startFromTheFirstVersionUnlessToldOtherwise() {
      assertThat(check("--locks").out())
          .contains("V001__create_shops.sql", "V002__name_shops.sql", "V003__index_shops.sql");
    }
  }

  @Nested
  class Mappers {

    private static final String MAPPER =
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <!DOCTYPE mapper PUBLIC "-//mybatis.org//DTD Mapper 3.0//EN"
            "https://mybatis.org/dtd/mybatis-3-mapper.dtd">
        <mapper namespace="shop.Shops">
          <select id="listNames" resultType="string">SELECT name FROM lintel.shops</select>
        </mapper>
        """;

    @BeforeEach
    void dropWhatOldCodeReads() throws IOException {
      project.write("old/shops.xml", MAPPER);
      project.write("db/migrations/V003__drop_name.sql", "ALTER TABLE shops DROP COLUMN name;");
      project.write("db/undo/U003__drop_name.sql", "ALTER TABLE shops ADD COLUMN name text;");
    }

    @Test
    void thatNoLongerPrepareAreNamed() {
      Run run = finds(check("--mappers", "old", "--from", "002"));
      assertThat(run.out()).contains("error statement-broken ", "listNames", "name");
      assertThat(run.result()).last().asString().startsWith("checked mappers: 1 error");
    }

    @Test
    void thatStillPrepareAreSilent() throws IOException {
      project.delete("db/migrations/V003__drop_name.sql");
      check("--mappers", "old", "--from", "001").succeeds();
    }

    @Test
    void thatAreNotNamedAreThoseOfTheProject() throws IOException {
      assertThat(check("--mappers").fails(ExitCode.USAGE))
          .contains("--mappers: there is no mapper XML in src/main/resources");
      project.write("src/main/resources/shop/shops.xml", MAPPER);
      assertThat(finds(check("--mappers", "--from", "002")).out())
          .contains("error statement-broken ", "listNames");
    }

    @Test
    void thatAreNotThereAreWrongUsage() {
      assertThat(check("--mappers", "older.jar").fails(ExitCode.USAGE)).contains("older.jar");
    }
  }

  @Nested
  class LiveDatabase {

    private Run upgraded(TestDatabase live) {
      return Run.on(live.url(), folder, "upgrade", "head").succeeds();
    }

    @Test
    void withoutDriftIsSilent() {
      try (TestDatabase live = database.createEmpty()) {
        upgraded(live);
        Run run = check("--url", live.url()).succeeds();
        assertThat(run.result()).last().asString().startsWith("checked drift: no errors");
      }
    }

    @Test
    void thatSomebodyChangedIsFound() {
      try (TestDatabase live = database.createEmpty()) {
        upgraded(live);
        live.execute("ALTER TABLE lintel.shops ADD COLUMN by_hand int");
        assertThat(finds(check("--url", live.url())).out()).contains("error ", "by_hand");
      }
    }

    @Test
    void thatIsBehindIsWarnedOfAndNoError() {
      try (TestDatabase live = database.createEmpty()) {
        Run.on(live.url(), folder, "upgrade", "+1").succeeds();
        assertThat(check("--url", live.url()).succeeds().out()).contains("warning behind ");
      }
    }

    @Test
    void inTheEnvironmentAloneIsNotLookedAt() {
      assertThat(check().succeeds().out()).doesNotContain("drift");
    }

    @Test
    void thatCannotBeReachedEndsTheCheck() {
      assertThat(check("--url", "postgresql://nobody@127.0.0.1:1/none").fails(3))
          .contains("127.0.0.1:1");
    }
  }

  @Nested
  class Contradictions {

    @Test
    void areWrongUsage() {
      assertThat(check("--from", "001").fails(ExitCode.USAGE)).contains("--from goes with");
      assertThat(check("--volume", "no.sql").fails(ExitCode.USAGE)).contains("--volume no.sql");
    }

    @Test
    void ofAnUnknownVersionAreWrongUsage() {
      assertThat(check("--locks", "--from", "9").fails(ExitCode.USAGE)).contains("'9'");
    }

    @Test
    void ofAScratchServerThatCannotBeReachedAreSaid() {
      Run run =
          Run.on(
              database.url(), folder, "check", "--scratch", "postgresql://nobody@127.0.0.1:1/none");
      assertThat(run.fails(3)).contains("127.0.0.1:1");
    }
  }
}
