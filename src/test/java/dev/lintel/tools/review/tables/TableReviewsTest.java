package dev.lintel.tools.review.tables;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lintel.testing.PostgresTest;
import dev.lintel.testing.TestDatabase;
import dev.lintel.tools.review.catalog.Catalog;
import dev.lintel.tools.review.examination.Examined;
import dev.lintel.tools.review.examination.ExaminedMapper;
import dev.lintel.tools.review.result.TableReview;
import dev.lintel.tools.review.result.TableReview.IndexReview;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which statement reads which index, and what a plan would be without it. */
@PostgresTest
class TableReviewsTest {

  private static TestDatabase database;
  private static List<TableReview> tried;
  private static List<TableReview> untried;

  @BeforeAll
  static void review(TestDatabase test, @TempDir Path folder) throws SQLException {
    database = test.createEmpty();
    for (String sql :
        List.of(
            "CREATE TABLE parcels (id int PRIMARY KEY, code text NOT NULL, weight int NOT NULL)",
            "COMMENT ON TABLE parcels IS 'What is sent.'",
            "CREATE INDEX ix_parcels_code ON parcels (code)",
            "CREATE INDEX ix_parcels_weight ON parcels (weight, id)",
            "CREATE INDEX ix_parcels_nobody ON parcels (length(code))",
            "INSERT INTO parcels SELECT n, 'code ' || n, n FROM generate_series(1, 20000) AS n",
            "CREATE TABLE stops (id int PRIMARY KEY,"
                + " parcel int NOT NULL REFERENCES parcels (id))",
            "CREATE INDEX ix_stops_parcel ON stops (parcel)",
            "INSERT INTO stops SELECT n, n % 20000 + 1 FROM generate_series(1, 20000) AS n",
            "CREATE TABLE moves (at int NOT NULL, parcel int NOT NULL) PARTITION BY RANGE (at)",
            "CREATE TABLE moves_1 PARTITION OF moves FOR VALUES FROM (0) TO (30000)",
            "CREATE INDEX ix_moves_parcel ON moves (parcel)",
            "INSERT INTO moves SELECT n, n FROM generate_series(1, 20000) AS n",
            "CREATE TABLE history (id int PRIMARY KEY)",
            "VACUUM ANALYZE")) {
      database.execute(sql);
    }
    List<Examined> statements =
        ExaminedMapper.examine(
            database,
            folder,
            """
            <select id="byCode">SELECT id FROM parcels WHERE code = #{code,javaType=string}</select>
            <select id="page">SELECT id FROM parcels ORDER BY weight, id LIMIT 10</select>
            <select id="moves">SELECT at FROM moves WHERE parcel = #{id,javaType=int}</select>
            <delete id="delete">DELETE FROM parcels WHERE id = #{id,javaType=int}</delete>
            """);
    try (Connection connection = database.pool().getConnection();
        Connection dropping = database.pool().getConnection()) {
      Catalog catalog = Catalog.read(connection);
      Set<String> ignored = Set.of("public.history");
      tried = new TableReviews(catalog, new IndexDrops(dropping, catalog)).of(statements, ignored);
      untried = new TableReviews(catalog, null).of(statements, ignored);
      dropping.rollback();
    }
  }

  @AfterAll
  static void drop() {
    database.close();
  }

  @Test
  void nameEachTableButPartitionsAndIgnoredOnes() {
    assertThat(tried)
        .extracting(TableReview::name)
        .containsExactly("public.moves", "public.parcels", "public.stops");
    TableReview parcels = tried.get(1);
    assertThat(parcels.comment()).isEqualTo("What is sent.");
    assertThat(parcels.rows()).isEqualTo(20_000);
    assertThat(parcels.bytes()).isPositive();
    assertThat(tried.get(0).rows()).as("of its partitions").isEqualTo(20_000);
  }

  @Test
  void tellWhoReadsAnIndex() {
    assertThat(index(tried, "ix_parcels_code").statements()).containsExactly("it.byCode");
    assertThat(index(tried, "ix_parcels_weight").statements()).containsExactly("it.page");
    assertThat(index(tried, "ix_parcels_nobody").statements()).isEmpty();
    assertThat(index(tried, "ix_stops_parcel").statements())
        .as("the check of the foreign key")
        .containsExactly("it.delete");
    assertThat(index(tried, "ix_moves_parcel").statements())
        .as("by the index of a partition")
        .containsExactly("it.moves");
  }

  @Test
  void tellWhatWouldBeWithoutAnIndex() {
    assertThat(index(tried, "ix_parcels_code").dropped())
        .containsExactly("it.byCode: Seq Scan on parcels");
    assertThat(index(tried, "ix_parcels_weight").dropped())
        .containsExactly("it.page: Seq Scan on parcels, sorted");
    assertThat(index(tried, "ix_moves_parcel").dropped())
        .containsExactly("it.moves: Seq Scan on moves_1");
    assertThat(index(tried, "ix_parcels_nobody").dropped()).isEmpty();
  }

  @Test
  void dropNothingThatKeepsValuesUnique() {
    IndexReview key = index(tried, "parcels_pkey");

    assertThat(key.unique()).isTrue();
    assertThat(key.statements()).containsExactly("it.delete");
    assertThat(key.dropped()).isEmpty();
  }

  @Test
  void tryNothingWhereNothingMayBeTried() {
    assertThat(index(untried, "ix_parcels_code").statements()).containsExactly("it.byCode");
    assertThat(index(untried, "ix_parcels_code").dropped()).isEmpty();
  }

  @Test
  void leaveTheIndexesThere() {
    assertThat(database.value("SELECT count(*) FROM pg_indexes WHERE tablename = 'parcels'"))
        .isEqualTo("4");
  }

  private static IndexReview index(List<TableReview> tables, String name) {
    return tables.stream()
        .flatMap(table -> table.indexes().stream())
        .filter(index -> index.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
