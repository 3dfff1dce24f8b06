package dev.lintel.tools.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lintel.testing.PostgresTest;
import dev.lintel.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as a user runs it, with the real analysis. */
@PostgresTest
class ReviewOfAProjectTest {

  @TempDir Path folder;
  private SmallProject project;
  private TestDatabase database;

  @BeforeEach
  void makeProject(TestDatabase database) throws IOException {
    this.database = database;
    project = SmallProject.in(folder);
    project.write(
        "db/migrations/V001__create_shops.sql",
        "CREATE TABLE shops (id int NOT NULL, CONSTRAINT shops_pkey PRIMARY KEY (id));\n");
    project.write(
        "db/volume.sql",
        "INSERT INTO shops (id, name) SELECT i, 'n' || i FROM generate_series(1, 2000) i;");
    writeStatement("SELECT name FROM lintel.shops WHERE id = #{id,jdbcType=INTEGER}");
  }

  private void writeStatement(String sql) throws IOException {
    project.write(
        "src/main/resources/mappers/shops.xml",
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <!DOCTYPE mapper PUBLIC "-//mybatis.org//DTD Mapper 3.0//EN"
            "https://mybatis.org/dtd/mybatis-3-mapper.dtd">
        <mapper namespace="shop.Shops">
          <select id="findName" resultType="string">
            /* shops.findName */
            %s
          </select>
        </mapper>
        """
            .formatted(sql));
  }

  private Run review(String... options) {
    List<String> arguments = new ArrayList<>(List.of("review"));
    arguments.addAll(List.of(options));
    return Run.on(database.url(), folder, arguments.toArray(String[]::new));
  }

  private Run reviewOnScratch(String... options) {
    List<String> arguments = new ArrayList<>(List.of("--scratch", database.scratchUrl()));
    arguments.addAll(List.of(options));
    return review(arguments.toArray(String[]::new));
  }

  @Test
  void passesApprovesAndNoticesAChange() throws IOException {
    reviewOnScratch().succeeds();
    assertThat(reviewOnScratch("--approve").succeeds().out())
        .contains("approved db/plans/shops/findName.plan", "approved db/plans/tables/shops.plan");
    assertThat(folder.resolve("db/plans/shops/findName.plan"))
        .content()
        .contains("Index Scan using shops_pkey on shops ~10^0", "hot: the same");
    reviewOnScratch().succeeds();
    writeStatement("SELECT name AS n FROM lintel.shops WHERE id = #{id,jdbcType=INTEGER}");
    Run changed = reviewOnScratch();
    assertThat(changed.exitCode()).isEqualTo(ExitCode.FINDINGS);
    assertThat(changed.out()).contains("changed shops.findName", "SELECT name AS n");
  }

  @Test
  void failsForAFinding() throws IOException {
    writeStatement("SELECT * FROM lintel.shops WHERE id = #{id,jdbcType=INTEGER}");
    Run run = reviewOnScratch();
    assertThat(run.exitCode()).isEqualTo(ExitCode.FINDINGS);
    assertThat(run.out()).contains("select-star shops.findName");
  }

  @Test
  void failsWithoutRows() throws IOException {
    project.delete("db/volume.sql");
    assertThat(reviewOnScratch().exitCode()).isEqualTo(ExitCode.FINDINGS);
  }

  @Test
  void readsADatabaseAsItStands() {
    try (TestDatabase live = database.createEmpty()) {
      Run.on(live.url(), folder, "upgrade", "head").succeeds();
      live.execute("INSERT INTO lintel.shops SELECT i, 'n' FROM generate_series(1, 2000) i");
      live.execute("ANALYZE");
      review("--url", live.url(), "--approve").succeeds();
      assertThat(live.value("SELECT count(*) FROM lintel.shops")).isEqualTo("2000");
    }
  }

  @Test
  void withoutAServerIsNotReachable() {
    String nobody = "postgresql://a:s3cret@127.0.0.1:1/x";
    assertThat(review("--url", nobody).fails(ExitCode.NOT_REACHABLE)).doesNotContain("s3cret");
    assertThat(review("--scratch", nobody).fails(ExitCode.NOT_REACHABLE)).doesNotContain("s3cret");
  }
}
