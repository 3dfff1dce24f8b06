package dev.lintel.tools.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lintel.testing.PostgresTest;
import dev.lintel.testing.TestDatabase;
import dev.lintel.tools.review.result.ReviewFinding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@PostgresTest
class EmptinessTest {

  private static final String SCHEMA =
      """
      CREATE TABLE full_ones (id bigint PRIMARY KEY);
      CREATE TABLE empty_ones (id bigint PRIMARY KEY);
      CREATE TABLE unread (id bigint PRIMARY KEY);
      CREATE TABLE parted (id bigint PRIMARY KEY) PARTITION BY RANGE (id);
      CREATE TABLE parted_1 PARTITION OF parted FOR VALUES FROM (1) TO (100);
      CREATE TABLE parted_2 PARTITION OF parted FOR VALUES FROM (100) TO (200);
      """;
  private static final String ROWS =
      "INSERT INTO full_ones VALUES (1), (2); INSERT INTO parted VALUES (1), (2);";

  @TempDir Path folder;

  @Test
  void aSetWithoutStatementsFails(TestDatabase test) throws IOException {
    assertThat(
            SmallReview.of(test, folder, SCHEMA, ROWS, "<sql id=\"nothing\">id</sql>").findings())
        .filteredOn(ReviewFinding::code, "no-statements")
        .singleElement()
        .satisfies(finding -> assertThat(finding.isOpen()).isTrue());
  }

  @Test
  void aFileThatIsNoXmlFails(TestDatabase test) throws IOException {
    assertThat(SmallReview.of(test, folder, SCHEMA, ROWS, "<select id=\"a\">").findings())
        .filteredOn(ReviewFinding::code, "mapper-unreadable")
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.isOpen()).isTrue();
              assertThat(finding.subject()).isEqualTo("review");
              assertThat(finding.what()).startsWith("small.xml is not XML, in line ");
            });
  }

  @Test
  void aTableThatIsReadAndHasNoRowsFails(TestDatabase test) throws IOException {
    assertThat(
            emptyTables(
                test,
                """
                <select id="a" resultType="long">
                  SELECT f.id FROM full_ones f
                  WHERE EXISTS (SELECT 1 FROM empty_ones e WHERE e.id = f.id)
                </select>
                """))
        .containsExactly("shop.empty_ones");
  }

  @Test
  void aTableThatIsOnlyFilledMayBeEmpty(TestDatabase test) throws IOException {
    assertThat(
            emptyTables(
                test,
                """
                <insert id="a">
                  INSERT INTO empty_ones (id) VALUES (#{id,javaType=long})
                  ON CONFLICT (id) DO NOTHING
                </insert>
                """))
        .isEmpty();
  }

  @Test
  void aTableThatIsFilledFromItselfMayNot(TestDatabase test) throws IOException {
    assertThat(
            emptyTables(
                test,
                "<insert id=\"a\">INSERT INTO empty_ones (id) SELECT e.id + 1 FROM empty_ones e"
                    + "</insert>"))
        .containsExactly("shop.empty_ones");
  }

  @Test
  void anEmptyPartitionBesideAFullOneIsNone(TestDatabase test) throws IOException {
    assertThat(
            emptyTables(
                test,
                "<select id=\"a\" resultType=\"long\">SELECT p.id FROM parted p"
                    + " WHERE p.id = #{id,javaType=long}</select>"))
        .isEmpty();
  }

  private List<String> emptyTables(TestDatabase test, String statements) throws IOException {
    return SmallReview.of(test, folder, SCHEMA, ROWS, statements).findings().stream()
        .filter(finding -> finding.code().equals("empty-table"))
        .map(ReviewFinding::table)
        .toList();
  }
}
