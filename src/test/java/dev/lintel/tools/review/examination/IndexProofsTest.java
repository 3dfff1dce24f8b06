package dev.lintel.tools.review.examination;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lintel.testing.PostgresTest;
import dev.lintel.testing.TestDatabase;
import dev.lintel.tools.review.catalog.Catalog;
import dev.lintel.tools.review.examination.Examined.OfBranch;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An index is proposed only if it was made, and the plan got better by it. */
@PostgresTest
class IndexProofsTest {

  private static final String TABLE = "public.parcels";

  private static TestDatabase parcels;

  @TempDir private Path folder;

  @BeforeAll
  static void fill(TestDatabase test) {
    parcels = test.createEmpty();
    parcels.execute(
        "CREATE TABLE parcels (id int PRIMARY KEY, code text NOT NULL, carrier int NOT NULL,"
            + " weight int NOT NULL, place point NOT NULL, \"Größe\" int NOT NULL)");
    parcels.execute(
        "INSERT INTO parcels SELECT n, 'code ' || n, n % 10, n % 5000, point(n, n), n % 3000"
            + " FROM generate_series(1, 20000) AS n");
    parcels.execute(
        "CREATE TABLE moves (id int NOT NULL, at int NOT NULL, parcel int NOT NULL)"
            + " PARTITION BY RANGE (at)");
    parcels.execute("CREATE TABLE moves_1 PARTITION OF moves FOR VALUES FROM (0) TO (10000)");
    parcels.execute("CREATE TABLE moves_2 PARTITION OF moves FOR VALUES FROM (10000) TO (30000)");
    parcels.execute("INSERT INTO moves SELECT n, n, n % 5000 FROM generate_series(1, 20000) AS n");
    parcels.execute("ANALYZE");
  }

  @AfterAll
  static void drop() {
    parcels.close();
  }

  @Test
  void findsByWhatIsCompared() throws SQLException {
    assertThat(insteadOfScan("SELECT id FROM parcels WHERE code = #{code,javaType=string}"))
        .contains("CREATE INDEX ON public.parcels (code)");
  }

  @Test
  void putsEqualityBeforeRange() throws SQLException {
    assertThat(
            insteadOfScan(
                "SELECT id FROM parcels WHERE weight &gt; #{least,javaType=int}"
                    + " AND weight &lt; #{most,javaType=int} AND carrier = #{carrier,javaType=int}"))
        .contains("CREATE INDEX ON public.parcels (carrier, weight)");
  }

  @Test
  void findsByWhatIsJoined() throws SQLException {
    assertThat(
            insteadOfScan(
                "SELECT p.id FROM parcels AS o JOIN parcels AS p ON p.weight = o.carrier"
                    + " WHERE o.id = #{id,javaType=int}"))
        .contains("CREATE INDEX ON public.parcels (weight)");
  }

  @Test
  void quotesNames() throws SQLException {
    assertThat(insteadOfScan("SELECT id FROM parcels WHERE \"Größe\" = #{size,javaType=int}"))
        .contains("CREATE INDEX ON public.parcels (\"Größe\")");
  }

  @Test
  void findsInPartitions() throws SQLException {
    assertThat(
            proofs(
                "SELECT id FROM moves WHERE parcel = #{parcel,javaType=int}",
                (proofs, branch) -> proofs.indexInsteadOfScan(branch, "public.moves")))
        .contains("CREATE INDEX ON public.moves (parcel)");
  }

  @Test
  void sortsInTheOrderAskedFor() throws SQLException {
    assertThat(
            insteadOfSort(
                "SELECT id FROM parcels WHERE carrier = #{carrier,javaType=int}"
                    + " ORDER BY weight DESC NULLS LAST, id LIMIT 10"))
        .contains("CREATE INDEX ON public.parcels (carrier, weight DESC NULLS LAST, id)");
  }

  @Test
  void saysNothingThatWasNotProven() throws SQLException {
    assertThat(insteadOfScan("SELECT id FROM parcels WHERE carrier &gt;= 0 AND weight &gt;= 0"))
        .as("nearly all rows: the server would not use it")
        .isEmpty();
    assertThat(insteadOfScan("SELECT id FROM parcels WHERE code LIKE '%x'"))
        .as("nothing that an index could be asked for")
        .isEmpty();
    assertThat(insteadOfSort("SELECT id FROM parcels ORDER BY weight + carrier LIMIT 10"))
        .as("no column")
        .isEmpty();
  }

  @Test
  void survivesAColumnThatNoBtreeTakes() throws SQLException {
    assertThat(
            insteadOfScan(
                "SELECT id FROM parcels AS p WHERE EXISTS (SELECT 1 FROM parcels AS q"
                    + " WHERE q.place ~= point(1, 1) AND q.code = p.code AND p.carrier = 99)"))
        .isNotNull();
    assertThat(parcels.value("SELECT count(*) FROM pg_indexes WHERE tablename = 'parcels'"))
        .isEqualTo("1");
  }

  @Test
  void knowsNoOtherTable() throws SQLException {
    assertThat(
            proofs(
                "SELECT id FROM parcels WHERE code = 'x'",
                (proofs, branch) -> proofs.indexInsteadOfScan(branch, "public.none")))
        .isEmpty();
  }

  @Test
  void leavesNoIndexBehind() throws SQLException {
    insteadOfScan("SELECT id FROM parcels WHERE code = #{code,javaType=string}");

    assertThat(parcels.value("SELECT count(*) FROM pg_indexes WHERE tablename = 'parcels'"))
        .isEqualTo("1");
  }

  private Optional<String> insteadOfScan(String sql) throws SQLException {
    return proofs(sql, (proofs, branch) -> proofs.indexInsteadOfScan(branch, TABLE));
  }

  private Optional<String> insteadOfSort(String sql) throws SQLException {
    return proofs(sql, (proofs, branch) -> proofs.indexInsteadOfSort(branch, TABLE));
  }

  private interface Question {
    Optional<String> ask(IndexProofs proofs, OfBranch branch);
  }

  private Optional<String> proofs(String sql, Question question) throws SQLException {
    OfBranch branch =
        ExaminedMapper.examine(parcels, folder, "<select id=\"it\">" + sql + "</select>")
            .get(0)
            .branches()
            .get(0);
    assertThat(branch.isPlanned()).as(String.valueOf(branch.review().error())).isTrue();
    try (Connection connection = parcels.pool().getConnection()) {
      try {
        return question.ask(new IndexProofs(connection, Catalog.read(connection)), branch);
      } finally {
        connection.rollback();
      }
    }
  }
}
