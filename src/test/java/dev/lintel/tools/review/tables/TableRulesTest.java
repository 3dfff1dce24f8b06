package dev.lintel.tools.review.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lintel.testing.PostgresTest;
import dev.lintel.testing.TestDatabase;
import dev.lintel.tools.review.catalog.Catalog;
import dev.lintel.tools.review.result.ReviewFinding;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A schema in which each table has one fault, and one in which what looks like it is none. */
@PostgresTest
class TableRulesTest {

  private static final String BAD =
      """
      CREATE SCHEMA bad;
      SET search_path = bad;

      CREATE TABLE parents (id bigint PRIMARY KEY, small int NOT NULL UNIQUE);

      CREATE TABLE unindexed (
          id bigint PRIMARY KEY,
          parent_id bigint NOT NULL CONSTRAINT fk_unindexed REFERENCES parents (id)
      );

      CREATE TABLE redundant (id bigint PRIMARY KEY, a int, b int);
      CREATE INDEX ix_redundant_a ON redundant (a);
      CREATE INDEX ix_redundant_a_b ON redundant (a, b);

      CREATE TABLE overlong (id bigint PRIMARY KEY, a int);
      CREATE INDEX ix_overlong ON overlong (id, a);

      CREATE TABLE partly (
          id bigint PRIMARY KEY,
          parent_id bigint CONSTRAINT fk_partly REFERENCES parents (id),
          ended date
      );
      CREATE INDEX ix_partly ON partly (parent_id) WHERE ended IS NULL;

      CREATE TABLE parted (at date) PARTITION BY RANGE (at);
      CREATE TABLE parted_1 PARTITION OF parted FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');

      CREATE TABLE duplicate (id bigint PRIMARY KEY, a int);
      CREATE INDEX ix_duplicate_1 ON duplicate (a);
      CREATE INDEX ix_duplicate_2 ON duplicate (a);

      CREATE TABLE invalid (id bigint PRIMARY KEY, a int);
      INSERT INTO invalid VALUES (1, 1), (2, 1);

      CREATE TABLE keyless (a int);
      CREATE TABLE "Odd Name" (a int);

      CREATE TABLE unchecked (id bigint PRIMARY KEY, a int);
      ALTER TABLE unchecked ADD CONSTRAINT ck_unchecked CHECK (a > 0) NOT VALID;

      CREATE TABLE twice (
          id bigint PRIMARY KEY,
          parent_id bigint,
          CONSTRAINT fk_twice_1 FOREIGN KEY (parent_id) REFERENCES parents (id),
          CONSTRAINT fk_twice_2 FOREIGN KEY (parent_id) REFERENCES parents (id)
      );
      CREATE INDEX ix_twice ON twice (parent_id);

      CREATE TABLE mistyped (
          id bigint PRIMARY KEY,
          parent_id int CONSTRAINT fk_mistyped REFERENCES parents (id)
      );
      CREATE INDEX ix_mistyped ON mistyped (parent_id);

      CREATE TABLE arrays (id bigint PRIMARY KEY, tags text[]);
      CREATE INDEX ix_arrays ON arrays (tags);

      CREATE TABLE texts (id bigint PRIMARY KEY, document json);

      CREATE TABLE counted (id int PRIMARY KEY);
      CREATE SEQUENCE sq_counted AS int OWNED BY counted.id;
      SELECT setval('sq_counted', 2147000000);

      CREATE TABLE ignored (a int)
      """;

  private static final String GOOD =
      """
      CREATE SCHEMA good;
      SET search_path = good;

      CREATE TABLE parents (id bigint PRIMARY KEY, key uuid NOT NULL UNIQUE);

      CREATE TABLE children (
          id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
          parent_id bigint NOT NULL REFERENCES parents (id),
          other_id bigint REFERENCES parents (id),
          key uuid REFERENCES parents (key),
          a int CHECK (a > 0),
          b int,
          tags text[],
          document jsonb
      );
      CREATE INDEX ix_children_parent_id ON children (parent_id, a);
      CREATE INDEX ix_children_other_id ON children (other_id) WHERE other_id IS NOT NULL;
      CREATE INDEX ix_children_key ON children (key);
      CREATE INDEX ix_children_a ON children (a);
      CREATE INDEX ix_children_b_a ON children (b, a);
      CREATE INDEX ix_children_lower ON children ((abs(b)));
      CREATE UNIQUE INDEX ux_children_b ON children (b, id);
      CREATE INDEX ix_children_key_a ON children (key) INCLUDE (a) WHERE a > 0;
      CREATE TABLE pairs (
          one_id bigint REFERENCES parents (id),
          two_id bigint REFERENCES parents (id),
          id bigint NOT NULL UNIQUE,
          PRIMARY KEY (id, one_id)
      );
      CREATE INDEX ix_pairs ON pairs (one_id, two_id)
      WHERE one_id IS NOT NULL AND two_id IS NOT NULL;
      CREATE INDEX ix_pairs_one ON pairs (one_id) INCLUDE (two_id);
      CREATE INDEX ix_pairs_two ON pairs (two_id DESC, id DESC);
      CREATE INDEX ix_pairs_two_up ON pairs (two_id, one_id);
      CREATE INDEX ix_children_tags ON children USING gin (tags);

      CREATE TABLE parted (id bigint, at date, PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
      CREATE TABLE parted_1 PARTITION OF parted FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');

      CREATE SEQUENCE sq_wide;
      SELECT setval('sq_wide', 2147000000)
      """;

  private static TestDatabase database;
  private static List<ReviewFinding> findings;

  @BeforeAll
  static void check(TestDatabase test) throws SQLException {
    database = test.createEmpty();
    database.execute(BAD);
    database.execute(GOOD);
    assertThatThrownBy(
            () ->
                database.execute("CREATE UNIQUE INDEX CONCURRENTLY ix_invalid ON bad.invalid (a)"))
        .hasStackTraceContaining("could not create unique index");
    try (Connection connection = database.pool().getConnection()) {
      findings = TableChecks.run(database.pool(), Catalog.read(connection), Set.of("bad.ignored"));
    }
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @Test
  void findsEachFaultOnceAndNothingElse() {
    assertThat(findings)
        .extracting(
            f -> f.code() + " " + f.table() + ": " + f.what().replaceFirst(": .*|it .*", ""))
        .containsExactlyInAnyOrder(
            "foreign-key-without-index bad.unindexed: fk_unindexed",
            "redundant-index bad.redundant: ix_redundant_a",
            "redundant-index bad.overlong: ix_overlong",
            "foreign-key-without-index bad.partly: fk_partly",
            "duplicate-index bad.duplicate: ix_duplicate_1, ix_duplicate_2",
            "invalid-index bad.invalid: ix_invalid",
            "missing-primary-key bad.keyless: ",
            "missing-primary-key bad.Odd Name: ",
            "missing-primary-key bad.parted: ",
            "not-valid-constraint bad.unchecked: ck_unchecked",
            "duplicate-foreign-key bad.twice: fk_twice_1, fk_twice_2",
            "foreign-key-type bad.mistyped: fk_mistyped",
            "array-btree bad.arrays: ix_arrays",
            "json-column bad.texts: document",
            "sequence-overflow bad.sq_counted: ");
  }

  @Test
  void eachRuleIsShown() {
    assertThat(findings.stream().map(ReviewFinding::code))
        .containsAll(Arrays.stream(TableRule.values()).map(TableRule::code).toList());
  }

  @Test
  void aFindingIsOfWhatItNamesAndSaysTheFix() {
    assertThat(findings)
        .allSatisfy(
            finding -> {
              assertThat(finding.subject()).isEqualTo(finding.table());
              assertThat(finding.branch()).isNull();
              assertThat(finding.fix()).isNotBlank();
            });
  }
}
