package dev.lintel.tools.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lintel.testing.PostgresTest;
import dev.lintel.testing.TestDatabase;
import dev.lintel.tools.review.result.ReviewFinding;
import dev.lintel.tools.review.tables.UnusedIndexes;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@PostgresTest
class UnusedIndexesTest {

  private static final String SCHEMA =
      """
      CREATE TABLE parents (id bigint PRIMARY KEY);
      CREATE TABLE children (
          id bigint PRIMARY KEY,
          parent_id bigint NOT NULL REFERENCES parents (id),
          code text NOT NULL UNIQUE,
          kind text NOT NULL,
          size int NOT NULL,
          weight int NOT NULL
      );
      CREATE INDEX ix_children_parent_id ON children (parent_id);
      CREATE INDEX ix_children_kind ON children (kind);
      CREATE INDEX ix_children_size ON children (size);
      CREATE INDEX ix_children_weight_parent_id ON children (weight, parent_id);
      """;
  private static final String ROWS =
      """
      INSERT INTO parents SELECT n FROM generate_series(1, 100) AS n;
      INSERT INTO children
      SELECT n, n % 100 + 1, 'c' || n, 'k' || n % 5000, n, n FROM generate_series(1, 10000) AS n;
      """;
  private static final String STATEMENTS =
      """
      <select id="byKind" resultType="long">
        SELECT id FROM children WHERE id = #{id,javaType=long}
        <if test="kind != null">OR kind = #{kind,javaType=string}</if>
      </select>
      """;

  @TempDir Path folder;

  @Test
  void areThoseThatNoBranchReadsAndNothingElseNeeds(TestDatabase test) throws IOException {
    assertThat(SmallReview.of(test, folder, SCHEMA, ROWS, STATEMENTS).findings())
        .filteredOn(ReviewFinding::code, UnusedIndexes.CODE)
        .allSatisfy(finding -> assertThat(finding.subject()).isEqualTo("shop.children"))
        .extracting(finding -> finding.what().replaceFirst(":.*", ""))
        .containsExactly("ix_children_size", "ix_children_weight_parent_id");
  }
}
