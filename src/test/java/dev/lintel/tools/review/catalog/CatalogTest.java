package dev.lintel.tools.review.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lintel.testing.PostgresTest;
import dev.lintel.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@PostgresTest
class CatalogTest {

  private static Catalog catalog;

  @BeforeAll
  static void read(TestDatabase database) throws SQLException {
    database.createEmpty();
    database.execute("CREATE SCHEMA \"Odd one\"");
    database.execute(
        "CREATE TABLE \"Odd one\".\"T\" (id int PRIMARY KEY, gone int, state text, tags text[],"
            + " note text NOT NULL)");
    database.execute("ALTER TABLE \"Odd one\".\"T\" DROP COLUMN gone");
    database.execute("COMMENT ON TABLE \"Odd one\".\"T\" IS 'what it is for'");
    database.execute(
        "CREATE TABLE child (t_id int REFERENCES \"Odd one\".\"T\" ON DELETE CASCADE ON UPDATE SET"
            + " NULL, a int, b int)");
    database.execute("CREATE UNIQUE INDEX ux_some ON child (a) WHERE b > 0");
    database.execute("CREATE UNIQUE INDEX ux_pair ON child (a, b) INCLUDE (t_id)");
    database.execute("CREATE INDEX ix_expression ON child (abs(a), b)");
    database.execute("CREATE TABLE whole (id int) PARTITION BY HASH (id)");
    database.execute(
        "CREATE TABLE half PARTITION OF whole FOR VALUES WITH (MODULUS 1, REMAINDER 0)");
    database.execute("INSERT INTO whole SELECT generate_series(1, 50)");
    database.execute(
        "INSERT INTO \"Odd one\".\"T\" SELECT n, CASE WHEN n < 90 THEN 'often' ELSE 'o' || n END,"
            + " '{a,b}', 'x' FROM generate_series(1, 100) AS n");
    database.execute("ANALYZE");
    try (Connection connection = database.pool().getConnection()) {
      catalog = Catalog.read(connection);
    }
  }

  private static Table table(String schema, String name) {
    return catalog.table(schema, name).orElseThrow();
  }

  @Test
  void hasTablesWithRowsAndComments() {
    Table odd = table("Odd one", "T");

    assertThat(odd.rows()).isEqualTo(100);
    assertThat(odd.comment()).isEqualTo("what it is for");
    assertThat(odd.qualifiedName()).isEqualTo("Odd one.T");
    assertThat(odd.columns())
        .extracting(Column::name)
        .containsExactly("id", "state", "tags", "note");
    assertThat(odd.columns()).extracting(Column::number).containsExactly(1, 3, 4, 5);
    assertThat(odd.columns())
        .extracting(Column::nullable)
        .containsExactly(false, true, true, false);
    assertThat(catalog.table(odd.oid())).contains(odd);
    assertThat(catalog.table("pg_catalog", "pg_class")).isEmpty();
  }

  @Test
  void hasFrequentAndRareValues() {
    Column state = table("Odd one", "T").column(3).orElseThrow();

    assertThat(state.hot()).isEqualTo("often");
    assertThat(state.hotShare()).isBetween(0.88, 0.90);
    assertThat(state.rare()).isNotNull().isNotEqualTo("often");
    assertThat(table("Odd one", "T").column(2)).isEmpty();
  }

  @Test
  void aPartitionedTableHasTheRowsOfItsPartitions() {
    assertThat(table("public", "whole").rows()).isEqualTo(50);
    assertThat(table("public", "whole").partitioned()).isTrue();
    assertThat(table("public", "half").partition()).isTrue();
  }

  @Test
  void aKeyIsAWholeUniqueIndexOnColumns() {
    Table child = table("public", "child");

    assertThat(child.isKey(Set.of(2, 3))).isTrue();
    assertThat(child.isKey(Set.of(1, 2, 3))).isTrue();
    assertThat(child.isKey(Set.of(2))).as("the unique index on a is partial").isFalse();
    assertThat(child.indexes())
        .filteredOn(index -> index.name().equals("ix_expression"))
        .singleElement()
        .satisfies(index -> assertThat(index.columns()).isEqualTo(List.of(0, 3)));
    assertThat(child.indexes())
        .filteredOn(index -> index.name().equals("ux_pair"))
        .singleElement()
        .satisfies(index -> assertThat(index.columns()).isEqualTo(List.of(2, 3)));
  }

  @Test
  void hasForeignKeysFromBothEnds() {
    long odd = table("Odd one", "T").oid();
    long child = table("public", "child").oid();

    assertThat(catalog.foreignKeysTo(odd))
        .isEqualTo(catalog.foreignKeysOf(child))
        .singleElement()
        .satisfies(
            key -> {
              assertThat(key.onDelete()).isEqualTo("CASCADE");
              assertThat(key.onUpdate()).isEqualTo("SET NULL");
              assertThat(key.columns()).isEqualTo(List.of(1));
            });
  }
}
