package dev.lintel.tools.review.examination;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lintel.testing.PostgresTest;
import dev.lintel.testing.TestDatabase;
import dev.lintel.tools.review.plan.PlanNode;
import dev.lintel.tools.review.result.BranchReview;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A plan for a frequent and one for a rare value, wherever a value can be chosen. */
@PostgresTest
class SampleArgumentsTest {

  private static final String TEXTS =
      "typeHandler=org.apache.ibatis.type.ArrayTypeHandler,javaType=[Ljava.lang.String;";

  private static TestDatabase files;

  @TempDir private Path folder;

  @BeforeAll
  static void fill(TestDatabase test) {
    files = test.createEmpty();
    files.execute("CREATE SCHEMA far");
    files.execute("CREATE TYPE mood AS ENUM ('in love', 'glum')");
    files.execute("CREATE TYPE far.mood AS ENUM ('away')");
    files.execute("CREATE DOMAIN code AS text CHECK (VALUE ~ '^(x|c[0-9]+)$')");
    files.execute("CREATE TYPE pair AS (one int, other text)");
    files.execute("CREATE TABLE folders (id uuid PRIMARY KEY, name text NOT NULL)");
    files.execute(
        "CREATE TABLE files (id int PRIMARY KEY, folder uuid NOT NULL, size numeric NOT NULL,"
            + " made timestamptz NOT NULL, mood mood NOT NULL, far far.mood, host inet NOT NULL,"
            + " span int4range NOT NULL, tags text[] NOT NULL, doc jsonb NOT NULL, code code,"
            + " pair pair, note text NOT NULL, shut boolean NOT NULL, day date NOT NULL)");
    files.execute(
        "INSERT INTO folders SELECT md5('f' || n)::uuid, 'n' FROM generate_series(1, 1000) AS n");
    // every second file lies in one folder
    files.execute(
        "INSERT INTO files SELECT n, md5('f' || CASE n % 2 WHEN 0 THEN 7 ELSE n % 1000 + 1 END)"
            + "::uuid, n + 0.5, TIMESTAMPTZ '2024-01-01 00:00:00Z' + n * INTERVAL '1 minute',"
            + " 'glum', 'away', '192.0.2.9', int4range(n, n + 3), ARRAY['a b', 'c\"d'], '{\"a\": 1}',"
            + " 'c1', NULL, 'it''s ' || n, false, DATE '2024-01-01' + n % 9"
            + " FROM generate_series(1, 20000) AS n");
    files.execute("CREATE INDEX ix_files_folder ON files (folder)");
    files.execute("ANALYZE");
  }

  @AfterAll
  static void drop() {
    files.close();
  }

  private BranchReview plans(String sql) throws SQLException {
    BranchReview review =
        ExaminedMapper.examine(files, folder, "<select id='x'>" + sql + "</select>")
            .get(0)
            .branches()
            .get(0)
            .review();
    assertThat(review.error()).isNull();
    return review;
  }

  /** The rows that the server expects of the files. */
  private static double rows(PlanNode plan) {
    return plan.all()
        .filter(node -> "files".equals(node.table()))
        .mapToDouble(PlanNode::rows)
        .max()
        .orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "id = ANY (#{x,javaType=string}::int[])",
        "folder = ANY (#{x,TEXTS}::uuid[])",
        "folder IN (SELECT unnest(#{x,TEXTS}::uuid[]))",
        "folder = #{x,javaType=string}::uuid",
        "size = #{x,javaType=int}",
        "size &gt; #{x,javaType=int}",
        "made &gt; #{x,javaType=string}::timestamptz",
        "made &gt; now() - #{x,javaType=string}::interval",
        "extract(year FROM made) = #{x,javaType=int}",
        "day = #{x,javaType=string}::date",
        "mood = #{x,javaType=string}::mood",
        "far = #{x,javaType=string}::far.mood",
        "mood = ANY (#{x,TEXTS}::mood[])",
        "mood::text = #{x,javaType=string}",
        "'glum' = #{x,javaType=string}::mood",
        "far.mood 'away' = ANY (#{x}::far.mood[])",
        "host &lt;&lt; #{x,javaType=string}::inet",
        "#{x,javaType=string}::cidr &gt;&gt; host",
        "span @&gt; #{x,javaType=int}",
        "span &amp;&amp; #{x,javaType=string}::int4range",
        "tstzrange(made, made) &amp;&amp; #{x,javaType=string}::tstzrange",
        "tags @&gt; #{x,TEXTS}::text[]",
        "#{x,javaType=string} = ANY (tags)",
        "doc @&gt; #{x,javaType=string}::jsonb",
        "doc ->> #{x,javaType=string} = 'x'",
        "doc ?? #{x}",
        "code = #{x,javaType=string}::code",
        "note = #{x,javaType=string}",
        "note LIKE concat('%', #{x,javaType=string})",
        "note::bytea = #{x,javaType=[B}",
        "shut = #{x,javaType=boolean}",
        "made::time &lt; #{x,javaType=string}::time",
        "id = #{x,javaType=string}::bigint::int",
      })
  void areChosenForEachType(String condition) throws SQLException {
    BranchReview review = plans("SELECT id FROM files WHERE " + condition.replace("TEXTS", TEXTS));

    assertThat(review.hot()).isNotNull();
    assertThat(review.rare()).isNotNull();
    assertThat(review.hot().all()).noneMatch(PlanNode::isNever);
  }

  @Test
  void areNotNullWhereNoneIsKnown() throws SQLException {
    BranchReview review =
        plans("SELECT id FROM files WHERE pair = #{x,javaType=string}::pair AND id = 1");

    assertThat(review.generic().all()).noneMatch(PlanNode::isNever);
    assertThat(review.hot()).isNull();
    assertThat(review.rare()).isNull();
  }

  @Test
  void areThoseOfTheColumnsThatAreJoined() throws SQLException {
    BranchReview review =
        plans(
            "SELECT f.id FROM folders AS p LEFT JOIN files AS f ON f.folder = p.id"
                + " WHERE p.id = #{x,javaType=string}::uuid");

    assertThat(rows(review.hot())).isGreaterThan(9_000);
    assertThat(rows(review.rare())).isLessThan(100);
  }

  @Test
  void areThoseOfColumnsJoinedThroughOthers() throws SQLException {
    BranchReview review =
        plans(
            "WITH p AS (SELECT id AS key FROM folders) SELECT count(*) FROM p"
                + " JOIN folders AS q ON q.id = p.key WHERE p.key IN (#{x,javaType=string}::uuid)"
                + " AND EXISTS (SELECT 1 FROM files AS f WHERE q.id = f.folder)");

    assertThat(rows(review.hot())).isGreaterThan(9_000);
  }

  @Test
  void areNotThoseOfAnotherUseOfTheTable() throws SQLException {
    BranchReview review =
        plans(
            "SELECT f.id FROM files AS f JOIN folders AS p ON p.id = f.folder,"
                + " folders AS q LEFT JOIN files AS g ON g.id = 1"
                + " WHERE q.id = #{x,javaType=string}::uuid AND f.folder = #{y,javaType=string}::uuid");

    assertThat(review.hot().toString()).contains(md5OfTheFrequent(), "q.id = ");
    assertThat(
            review
                .hot()
                .all()
                .filter(node -> "q".equals(node.alias()))
                .map(PlanNode::indexCondition))
        .noneMatch(condition -> condition.contains(md5OfTheFrequent()));
  }

  private static String md5OfTheFrequent() {
    return files.value("SELECT md5('f7')::uuid");
  }
}
