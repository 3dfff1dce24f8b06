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
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@PostgresTest
class ProofTest {

  /** Each case has names of its own, so that one migration serves many of them. */
  private static final int PER_MIGRATION = 12;

  @Nested
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  class AnUndoScriptThat {

    private List<Finding> findings;

    @BeforeAll
    void proveAll(TestDatabase database, @TempDir Path folder) {
      ProjectFolder project = new ProjectFolder(folder);
      project.add(
          "001__base",
          script(cases(), UndoCases.Case::setup),
          "-- irreversible: the ground that the cases stand on\n");
      int version = 2;
      for (List<UndoCases.Case> together : groups()) {
        project.add(
            String.format("%03d__cases", version++),
            script(together, UndoCases.Case::up),
            script(together, UndoCases.Case::down));
      }
      findings = prove(project, database);
    }

    private static String script(
        List<UndoCases.Case> cases, Function<UndoCases.Case, String> part) {
      return cases.stream()
          .map(c -> part.apply(c).strip().replaceFirst(";?$", ";\n"))
          .map(sql -> sql.startsWith("--") ? sql.replace(";", "") : sql)
          .collect(Collectors.joining());
    }

    private static List<List<UndoCases.Case>> groups() {
      List<List<UndoCases.Case>> groups = new ArrayList<>();
      List<UndoCases.Case> group = new ArrayList<>();
      for (UndoCases.Case c : cases()) {
        if (c.alone()) {
          groups.add(List.of(c));
        } else {
          group.add(c);
        }
        if (group.size() == PER_MIGRATION) {
          groups.add(group);
          group = new ArrayList<>();
        }
      }
      groups.add(group);
      return groups;
    }

    static List<UndoCases.Case> cases() {
      List<UndoCases.Case> all = UndoCases.all();
      return IntStream.range(0, all.size())
          .mapToObj(i -> all.get(i).named(String.format("t%03d", i)))
          .toList();
    }

    static Stream<UndoCases.Case> good() {
      return cases().stream().filter(c -> c.code() == null);
    }

    static Stream<UndoCases.Case> faulty() {
      return cases().stream().filter(c -> c.code() != null);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void faulty(UndoCases.Case faulty) {
      assertThat(findings)
          .as(faulty.up() + "\n" + faulty.down())
          .anySatisfy(
              finding -> {
                assertThat(finding.code()).isEqualTo(faulty.code());
                assertThat(finding.where() + ": " + finding.what()).contains(faulty.expected());
                assertThat(finding.severity()).isEqualTo(Severity.ERROR);
              });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void good(UndoCases.Case good) {
      assertThat(findings)
          .as(good.up() + "\n" + good.down())
          .noneMatch(finding -> finding.toString().contains(good.own()));
    }

    @Test
    void isIrreversibleSaysWhy() {
      assertThat(findings)
          .filteredOn(finding -> finding.severity() == Severity.INFO)
          .extracting(Finding::code, Finding::what)
          .contains(tuple("irreversible", "gone"));
    }

    @Test
    void keepsAMigrationFromBeingRepeatedIsTheOnlyOneToldSo() {
      assertThat(findings)
          .filteredOn(finding -> finding.code().equals("redo-fails"))
          .singleElement()
          .satisfies(finding -> assertThat(finding.what()).contains("NO INHERIT"));
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
    void ofTheVolumeFileMayGoIntoColumnsWithAnyName(TestDatabase database, @TempDir Path folder) {
      ProjectFolder project =
          new ProjectFolder(folder)
              .add("1__t", "CREATE TABLE t (\"Price (€)\" int)", "DROP TABLE t")
              .add("2__n", "ALTER TABLE t ADD note text", "ALTER TABLE t DROP note")
              .volume(
                  """
                  INSERT INTO t ("Price (€)", note) VALUES (1, 'a');
                  UPDATE t SET "Price (€)" = 2;
                  """);

      assertThat(prove(project, database)).isEmpty();
    }

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
                assertThat(finding.what()).contains("t_code_check").doesNotContain("\\n");
              });
    }

    @Test
    void thatOnlyTheVolumeFileCanMakeAreNoWarningOnceTheyAreThere(
        TestDatabase database, @TempDir Path folder) {
      ProjectFolder project =
          new ProjectFolder(folder)
              .add(
                  "1__t",
                  "CREATE TABLE t (code text NOT NULL CHECK (code ~ '^[A-Z]{9}$'))",
                  "DROP TABLE t")
              .volume("INSERT INTO t VALUES ('ABCDEFGHI');");

      assertThat(prove(project, database)).isEmpty();
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
