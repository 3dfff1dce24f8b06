package dev.lintel.tools.schema.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lintel.MigrationException;
import dev.lintel.testing.PostgresTest;
import dev.lintel.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@PostgresTest
class SchemaSnapshotTest {

  private static final Set<String> HISTORY = Set.of("lintel_schema_history");

  @Test
  void tellsWhatASchemaHoldsWithoutItsName(TestDatabase database) {
    List<String> facts = database.snapshot("lintel").facts();

    assertThat(facts)
        .isSorted()
        .doesNotHaveDuplicates()
        .noneMatch(fact -> fact.contains("lintel"))
        .contains(
            "table items",
            "column items.status: character varying(50) NOT NULL",
            "column items.metadata: jsonb NOT NULL DEFAULT '{}'::jsonb",
            "constraint items.fk_items_parent_id:"
                + " FOREIGN KEY (parent_id) REFERENCES parents(id)",
            "index ix_items_status_created: CREATE INDEX ix_items_status_created ON items"
                + " USING btree (status NULLS FIRST, created_at, id)",
            "comment table column items.metadata: A JSON object; {} if there is nothing to say.");
  }

  @Test
  void leavesOutATableWithAllThatBelongsToIt(TestDatabase database) throws SQLException {
    database.execute(
        """
        CREATE SCHEMA kept;
        CREATE TABLE kept.history (id serial PRIMARY KEY, at timestamptz DEFAULT now());
        CREATE INDEX ix_history_at ON kept.history (at);
        COMMENT ON TABLE kept.history IS 'The trail.';
        COMMENT ON INDEX kept.ix_history_at IS 'By time.';
        CREATE STATISTICS kept.st_history ON id, at FROM kept.history;
        GRANT SELECT ON kept.history TO PUBLIC;
        """);

    try (Connection connection = database.pool().getConnection()) {
      assertThat(SchemaSnapshot.read(connection, "kept", Set.of("history")).facts()).isEmpty();
      assertThat(SchemaSnapshot.read(connection, "kept", Set.of()).facts())
          .hasSizeGreaterThanOrEqualTo(9);
    }
  }

  @Test
  void isTheSameInASchemaOfAnotherName(TestDatabase database) {
    for (String schema : List.of("one", "\"Other-1\"")) {
      database.execute("CREATE SCHEMA %1$s; SET search_path = %1$s; ".formatted(schema) + RICH);
    }

    SchemaSnapshot one = database.snapshot("one");

    assertThat(one.facts()).hasSizeGreaterThan(40);
    assertThat(database.snapshot("Other-1").differences(one)).isEmpty();
    assertThat(database.snapshot("Other-1")).isEqualTo(one).hasSameHashCodeAs(one);
  }

  /** An object of nearly every kind, with names that need quotes. */
  private static final String RICH =
      """
      CREATE TYPE mood AS ENUM ('sad', 'ok');
      CREATE DOMAIN positive AS int NOT NULL CONSTRAINT ck_positive CHECK (VALUE > 0);
      CREATE TYPE pair AS (a int, b text COLLATE "C");
      CREATE TYPE nothing AS ();
      CREATE TYPE span AS RANGE (subtype = int4);
      CREATE TABLE "Parents" (id uuid PRIMARY KEY, mood mood DEFAULT 'ok');
      CREATE TABLE items (
          id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
          parent_id uuid REFERENCES "Parents" ON DELETE CASCADE DEFERRABLE,
          amount positive,
          twice int GENERATED ALWAYS AS (amount * 2) STORED,
          serial serial,
          "a "" b" text,
          during span,
          EXCLUDE USING gist (during WITH &&)
      ) WITH (fillfactor = 70, toast.autovacuum_enabled = false);
      CREATE TABLE days (day int PRIMARY KEY) PARTITION BY RANGE (day);
      CREATE TABLE days_1 PARTITION OF days FOR VALUES FROM (1) TO (8);
      CREATE TABLE of_day (day int REFERENCES days);
      CREATE INDEX ON items (lower("a "" b") text_pattern_ops) INCLUDE (amount) WHERE amount > 3;
      CREATE FUNCTION one(positive) RETURNS int LANGUAGE sql AS 'SELECT 1';
      CREATE PROCEDURE nothing() LANGUAGE sql AS 'SELECT 1';
      CREATE AGGREGATE total(int) (SFUNC = int4pl, STYPE = int);
      CREATE FUNCTION checked() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
      CREATE TRIGGER checked BEFORE UPDATE ON items FOR EACH ROW EXECUTE FUNCTION checked();
      CREATE VIEW shown AS SELECT id, one(amount) AS one FROM items;
      CREATE MATERIALIZED VIEW counted AS SELECT mood, count(*) FROM "Parents" GROUP BY mood;
      CREATE POLICY mine ON items USING (amount > 1);
      CREATE RULE kept AS ON DELETE TO "Parents" DO INSTEAD NOTHING;
      CREATE STATISTICS st_items ON amount, twice FROM items;
      CREATE FUNCTION added(mood, mood) RETURNS mood LANGUAGE sql AS 'SELECT $1';
      CREATE OPERATOR + (LEFTARG = mood, RIGHTARG = mood, FUNCTION = added);
      CREATE CAST (mood AS int) WITH INOUT;
      CREATE COLLATION plain (LOCALE = 'C');
      CREATE TEXT SEARCH CONFIGURATION english (COPY = pg_catalog.english);
      COMMENT ON TABLE "Parents" IS 'Two
      lines';
      COMMENT ON CONSTRAINT ck_positive ON DOMAIN positive IS 'Above nothing.';
      COMMENT ON COLUMN items."a "" b" IS 'Odd.';
      REVOKE EXECUTE ON FUNCTION one(positive) FROM PUBLIC;
      GRANT SELECT ON items, shown TO PUBLIC;
      GRANT UPDATE (amount) ON items TO PUBLIC;
      """;

  @Nested
  class ASchemaThatIsNotWhatWasMeant {

    @Test
    void isRefusedIfItIsNotThere(TestDatabase database) {
      assertThatThrownBy(() -> database.snapshot("linte"))
          .isInstanceOf(MigrationException.class)
          .hasMessageStartingWith("schema 'linte': there is none in the database 'lintel_test_");
    }

    @Test
    void isEmptyIfItHoldsNothing(TestDatabase database) {
      database.execute(
          "CREATE SCHEMA bare; COMMENT ON SCHEMA bare IS 'Bare.';"
              + " GRANT USAGE ON SCHEMA bare TO PUBLIC;"
              + " ALTER DEFAULT PRIVILEGES IN SCHEMA bare GRANT SELECT ON TABLES TO PUBLIC");

      assertThat(database.snapshot("bare").isEmpty()).isTrue();
      assertThat(database.snapshot("bare").facts()).hasSize(3);
      database.execute("CREATE SEQUENCE bare.numbers");
      assertThat(database.snapshot("bare").isEmpty()).isFalse();
    }

    @Test
    void isRefusedIfTheRoleMayNotUseIt(TestDatabase database) throws SQLException {
      String role = "lintel_" + Long.toHexString(System.nanoTime());
      database.execute("CREATE ROLE " + role);
      try (Connection connection = database.pool().getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute("SET ROLE " + role);
        assertThatThrownBy(() -> SchemaSnapshot.read(connection, "lintel", HISTORY))
            .isInstanceOf(MigrationException.class)
            .hasMessageContaining("may not use it; GRANT USAGE ON SCHEMA lintel");
        statement.execute("RESET ROLE");
      } finally {
        database.execute("DROP ROLE " + role);
      }
    }
  }

  @Nested
  class TheConnection {

    @Test
    void isLeftAsItWas(TestDatabase database) throws SQLException {
      try (Connection connection = database.pool().getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute("SET search_path = pg_temp, public");
        SchemaSnapshot.read(connection, "lintel", HISTORY);
        assertThat(connection.getAutoCommit()).isTrue();
        assertThat(searchPath(statement)).isEqualTo("pg_temp, public");

        connection.setAutoCommit(false);
        statement.execute("CREATE TABLE public.mine (id int)");
        SchemaSnapshot.read(connection, "lintel", HISTORY);
        assertThat(searchPath(statement)).isEqualTo("pg_temp, public");
        statement.execute("SELECT FROM public.mine");
        connection.rollback();
        connection.setAutoCommit(true);
        statement.execute("RESET search_path");
      }
    }

    @Test
    void doesNotMatterByItsSettings(TestDatabase database) throws SQLException {
      database.execute(
          """
          CREATE SCHEMA times;
          SET search_path = times;
          CREATE TABLE days (
              day timestamptz NOT NULL DEFAULT '2024-02-01 12:00Z',
              length interval DEFAULT '25:00',
              mark bytea DEFAULT 'a'
          ) PARTITION BY RANGE (day);
          CREATE TABLE days_1 PARTITION OF days FOR VALUES FROM ('2024-01-01Z') TO ('2025-01-01Z');
          CREATE VIEW shown AS SELECT day AS "day" FROM days;
          """);

      try (Connection connection = database.pool().getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute(
            "SET TIME ZONE 'America/New_York'; SET IntervalStyle = iso_8601;"
                + " SET bytea_output = escape; SET quote_all_identifiers = on");
        assertThat(SchemaSnapshot.read(connection, "times", HISTORY))
            .isEqualTo(database.snapshot("times"));
        assertThat(SchemaSnapshot.read(connection, "times", HISTORY).facts())
            .anyMatch(fact -> fact.contains("FROM ('2024-01-01 00:00:00+00')"));
        statement.execute("RESET ALL; SET TIME ZONE 'Asia/Kathmandu'");
      }
    }

    private String searchPath(Statement statement) throws SQLException {
      try (ResultSet row = statement.executeQuery("SHOW search_path")) {
        row.next();
        return row.getString(1);
      }
    }
  }

  @Nested
  class Differences {

    @Test
    void pairWhatChanged(TestDatabase database) {
      database.execute("CREATE SCHEMA changed; CREATE TABLE changed.items (a int, b text)");
      SchemaSnapshot before = database.snapshot("changed");
      database.execute(
          "ALTER TABLE changed.items ALTER a TYPE bigint, DROP b, ADD c int;"
              + " COMMENT ON COLUMN changed.items.c IS 'New.'");

      assertThat(database.snapshot("changed").differences(before))
          .extracting(difference -> difference.object() + ": " + difference.what("old", "new"))
          .containsExactly(
              "column items.a: expected integer (old), found bigint (new)",
              "column items.b: expected text (old), found none (new)",
              "column items.c: expected none (old), found integer (new)",
              "comment table column items.c: expected none (old), found New. (new)");
    }

    @Test
    void showOfALongDefinitionWhereItDiffers() {
      String body = "SELECT 1; ".repeat(200);
      assertThat(
              new SnapshotDifference("function f()", body + "one", body + "two").what("old", "new"))
          .hasSizeLessThan(700)
          .contains("one (old), found …")
          .endsWith("two (new)");
    }
  }
}
