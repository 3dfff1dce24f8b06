package dev.lintel.tools.schema.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.lintel.testing.PostgresTest;
import dev.lintel.testing.TestDatabase;
import dev.lintel.tools.schema.Finding;
import dev.lintel.tools.schema.Finding.Severity;
import dev.lintel.tools.schema.ProjectFolder;
import dev.lintel.tools.scratch.ScratchServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@PostgresTest
class ProofTest {

  private static final int PER_PROJECT = 16;

  /** The cases are versions of a few projects, so that a case does not cost a database. */
  @Nested
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  class AnUndoScriptThat {

    private final List<Finding> findings = new ArrayList<>();

    @BeforeAll
    void proveAll(TestDatabase database, @TempDir Path folder) {
      List<UndoCases.Case> cases = cases();
      for (int from = 0; from < cases.size(); from += PER_PROJECT) {
        int to = Math.min(from + PER_PROJECT, cases.size());
        ProjectFolder project = new ProjectFolder(folder.resolve("from" + from));
        project.add(
            "001__base",
            cases.subList(from, to).stream()
                .map(c -> c.setup().replaceFirst(";?\\s*$", ";\n"))
                .collect(Collectors.joining()),
            "-- irreversible: the ground that the cases stand on\n");
        for (int i = from; i < to; i++) {
          project.add(version(i) + "__case", cases.get(i).up(), cases.get(i).down());
        }
        findings.addAll(prove(project, database));
      }
    }

    static List<UndoCases.Case> cases() {
      List<UndoCases.Case> all = UndoCases.all();
      return IntStream.range(0, all.size())
          .mapToObj(i -> all.get(i).named("t" + version(i)))
          .toList();
    }

    static String version(int index) {
      return String.format("%03d", index + 2);
    }

    static Stream<Arguments> good() {
      return arguments(true);
    }

    static Stream<Arguments> faulty() {
      return arguments(false);
    }

    private static Stream<Arguments> arguments(boolean good) {
      List<UndoCases.Case> cases = cases();
      return IntStream.range(0, cases.size())
          .filter(i -> (cases.get(i).code() == null) == good)
          .mapToObj(i -> Arguments.of(cases.get(i), version(i)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void faulty(UndoCases.Case faulty, String version) {
      assertThat(of(version))
          .as(faulty.up() + "\n" + faulty.down())
          .anySatisfy(
              finding -> {
                assertThat(finding.code()).isEqualTo(faulty.code());
                assertThat(finding.where()).contains(faulty.expected());
                assertThat(finding.severity()).isEqualTo(Severity.ERROR);
              })
          .allMatch(
              finding ->
                  finding.toString().contains("t" + version)
                      || finding.where().contains("default privilege"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void good(UndoCases.Case good, String version) {
      assertThat(of(version))
          .as(good.up() + "\n" + good.down())
          .noneMatch(finding -> finding.severity() != Severity.INFO);
    }

    @Test
    void isIrreversibleSaysWhy() {
      assertThat(findings)
          .filteredOn(finding -> finding.severity() == Severity.INFO)
          .extracting(Finding::code, Finding::what)
          .contains(tuple("irreversible", "gone"));
    }

    private List<Finding> of(String version) {
      return findings.stream()
          .filter(finding -> finding.where().matches("[UV]" + version + "__.*"))
          .toList();
    }
  }

  @Nested
  class AMigrationThat {

    @Test
    void cannotBeRepeatedDoesNotHideTheFaultsOfLaterOnes(
        TestDatabase database, @TempDir Path folder) {
      ProjectFolder project =
          new ProjectFolder(folder)
              .add(
                  "1__mood",
                  "CREATE TYPE mood AS ENUM ('a'); CREATE TABLE t (m mood)",
                  "DROP TABLE t")
              .add("2__more", "CREATE TABLE u (id int)", "-- forgotten");

      assertThat(prove(project, database))
          .extracting(Finding::code, Finding::where)
          .containsExactly(
              tuple("undo-differs", "U1__mood.sql enum mood"),
              tuple("redo-fails", "V1__mood.sql"),
              tuple("undo-differs", "U2__more.sql column u.id"),
              tuple("undo-differs", "U2__more.sql table u"),
              tuple("redo-fails", "V2__more.sql"));
    }

    @Test
    void failsOnTheRowsEndsTheProof(TestDatabase database, @TempDir Path folder) {
      ProjectFolder project =
          new ProjectFolder(folder)
              .add("1__t", "CREATE TABLE t (id int, note int)", "DROP TABLE t")
              .add(
                  "2__key",
                  "ALTER TABLE t ADD PRIMARY KEY (note)",
                  "ALTER TABLE t DROP CONSTRAINT t_pkey")
              .volume("INSERT INTO t SELECT n, 1 FROM generate_series(1, 10) AS n");

      assertThat(prove(project, database))
          .singleElement()
          .satisfies(
              finding -> {
                assertThat(finding.code()).isEqualTo("upgrade-fails");
                assertThat(finding.where()).isEqualTo("V2__key.sql");
                assertThat(finding.what()).contains("could not create unique index");
              });
    }
  }

  @Nested
  class Rows {

    @Test
    void ofTheVolumeFileTakeThePlaceOfGeneratedOnesOnceTheirColumnsAreThere(
        TestDatabase database, @TempDir Path folder) {
      List<String> progress = new ArrayList<>();
      ProjectFolder project =
          new ProjectFolder(folder)
              .add("1__p", "CREATE TABLE p (id int PRIMARY KEY)", "DROP TABLE p")
              .add(
                  "2__t", "CREATE TABLE t (id int PRIMARY KEY, p int REFERENCES p)", "DROP TABLE t")
              .add("3__n", "ALTER TABLE t ADD note text", "ALTER TABLE t DROP note")
              .add("4__x", "CREATE TABLE x (id int)", "DROP TABLE x")
              .volume(
                  """
                  INSERT INTO p SELECT n FROM generate_series(1, 20) AS n;
                  INSERT INTO t (id, p, note)
                  SELECT n, 1 + n % 20, 'Note' FROM generate_series(1, 500) AS n;
                  UPDATE t SET note = 'Other' WHERE id = 7;
                  ANALYZE p, t;
                  """);

      try (ScratchServer server = ScratchServer.at(database.url())) {
        assertThat(Proof.run(project.project(), server, true, progress::add)).isEmpty();
      }
      assertThat(progress)
          .contains(
              "V1__p.sql: no rows",
              "V2__t.sql: p 20 rows",
              "V3__n.sql: p 20 rows, t 3 rows",
              "V4__x.sql: p 20 rows, t 500 rows");
    }

    @Test
    void areGeneratedForEveryKindOfColumn(TestDatabase database, @TempDir Path folder) {
      List<String> progress = new ArrayList<>();
      ProjectFolder project =
          new ProjectFolder(folder)
              .add(
                  "1__all",
                  """
                  CREATE TYPE mood AS ENUM ('sad', 'ok');
                  CREATE DOMAIN short AS varchar(2) NOT NULL;
                  CREATE TABLE parent (a int, b text, PRIMARY KEY (a, b));
                  CREATE TABLE every (
                      c1 smallint, c2 bigint, c3 numeric(5, 2), c4 real, c5 boolean, c6 char(3),
                      c7 varchar(1), c8 uuid UNIQUE, c9 json, c10 jsonb, c11 date, c12 timestamp,
                      c13 timestamptz, c14 time, c15 interval, c16 bytea, c17 inet, c18 bit(3),
                      c19 text[], c20 int4range, c21 mood, c22 short, c23 xml, c24 point,
                      c25 macaddr, c26 tsvector, c27 money, c28 name, c29 bit varying(9),
                      c30 tstzrange, c31 mood[],
                      a int NOT NULL, b text NOT NULL,
                      FOREIGN KEY (a, b) REFERENCES parent,
                      id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                      boss int REFERENCES every
                  );
                  """,
                  "DROP TABLE every, parent; DROP TYPE mood; DROP DOMAIN short")
              .add("2__next", "CREATE TABLE next (id int)", "DROP TABLE next");

      try (ScratchServer server = ScratchServer.at(database.url())) {
        assertThat(Proof.run(project.project(), server, true, progress::add)).isEmpty();
      }
      assertThat(progress).contains("V2__next.sql: every 3 rows, parent 3 rows");
    }

    @Test
    void thatCannotBeMadeAreNamed(TestDatabase database, @TempDir Path folder) {
      ProjectFolder project =
          new ProjectFolder(folder)
              .add(
                  "1__t",
                  "CREATE TABLE t (code text NOT NULL CHECK (code ~ '^[A-Z]{9}$'))",
                  "DROP TABLE t");

      assertThat(prove(project, database))
          .singleElement()
          .satisfies(
              finding -> {
                assertThat(finding.severity()).isEqualTo(Severity.WARNING);
                assertThat(finding.code()).isEqualTo("proof-without-rows");
                assertThat(finding.where()).isEqualTo("t");
                assertThat(finding.what()).contains("t_code_check");
              });
    }

    @Test
    void thatTheVolumeFileCannotLoadAreNamedWithTheirLine(
        TestDatabase database, @TempDir Path folder) {
      ProjectFolder project =
          new ProjectFolder(folder)
              .add("1__t", "CREATE TABLE t (id int CHECK (id > 0))", "DROP TABLE t")
              .volume(
                  """
                  -- rows
                  INSERT INTO t VALUES (1);
                  INSERT INTO t VALUES (0);
                  INSERT INTO gone VALUES (1);
                  """);

      assertThat(prove(project, database))
          .extracting(Finding::code, Finding::where)
          .containsExactly(
              tuple("volume-fails", "volume.sql:3"), tuple("volume-fails", "volume.sql:4"));
    }

    @Test
    void areNotNeededForTheSchemaAlone(TestDatabase database, @TempDir Path folder) {
      ProjectFolder project =
          new ProjectFolder(folder)
              .add("1__t", "CREATE TABLE t (id int)", "-- forgotten")
              .volume("broken");

      try (ScratchServer server = ScratchServer.at(database.url())) {
        assertThat(Proof.run(project.project(), server, false, message -> {}))
            .extracting(Finding::code)
            .containsExactly("undo-differs", "undo-differs", "redo-fails");
      }
    }
  }

  @Test
  void migrationsThatAddUpToNothingAreAnError(TestDatabase database, @TempDir Path folder) {
    ProjectFolder project =
        new ProjectFolder(folder)
            .add("1__t", "CREATE TABLE public.t (id int)", "DROP TABLE public.t");

    assertThat(prove(project, database)).extracting(Finding::code).containsExactly("schema-empty");
  }

  private static List<Finding> prove(ProjectFolder project, TestDatabase database) {
    try (ScratchServer server = ScratchServer.at(database.url())) {
      return Proof.run(project.project(), server, true, message -> {});
    }
  }
}
