package dev.lintel.tools.review.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lintel.testing.PostgresTest;
import dev.lintel.testing.TestDatabase;
import dev.lintel.tools.review.plan.Planner.Plans;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@PostgresTest
class PlannerTest {

  private static TestDatabase database;

  private Connection connection;
  private Planner planner;

  @BeforeAll
  static void makeTables(TestDatabase test) throws SQLException {
    database = test;
    test.createEmpty();
    test.execute("CREATE TYPE mood AS ENUM ('glad', 'sad')");
    test.execute("CREATE TABLE jobs (id int PRIMARY KEY, state text, mood mood)");
    test.execute(
        "INSERT INTO jobs SELECT n, CASE WHEN n % 1000 = 0 THEN 'rare' ELSE 'done' END, 'glad'"
            + " FROM generate_series(1, 20000) AS n");
    test.execute("CREATE INDEX ix_jobs_state ON jobs (state)");
    test.execute("CREATE TABLE parts (id int, k int, PRIMARY KEY (id, k)) PARTITION BY HASH (id)");
    test.execute(
        "CREATE TABLE parts_0 PARTITION OF parts FOR VALUES WITH (MODULUS 2, REMAINDER 0)");
    test.execute(
        "CREATE TABLE parts_1 PARTITION OF parts FOR VALUES WITH (MODULUS 2, REMAINDER 1)");
    test.execute("INSERT INTO parts SELECT n, n FROM generate_series(1, 20000) AS n");
    test.execute("ANALYZE");
  }

  @BeforeEach
  void connect() throws SQLException {
    connection = database.pool().getConnection();
    planner = new Planner(connection);
  }

  @AfterEach
  void disconnect() throws SQLException {
    connection.close();
  }

  private static List<String> types(PlanNode plan) {
    return plan.all().map(PlanNode::type).toList();
  }

  @Test
  void frequentAndRareValuesHavePlansOfTheirOwn() throws SQLException {
    Plans plans =
        planner.plan(
            "SELECT id, mood FROM jobs WHERE state = $1",
            List.of("text"),
            List.of("done"),
            List.of("rare"));

    assertThat(types(plans.hot())).containsExactly("Seq Scan");
    assertThat(plans.hot().conditions()).containsExactly("Filter: (jobs.state = 'done'::text)");
    assertThat(plans.rare().all().map(PlanNode::index)).contains("ix_jobs_state");
    assertThat(plans.generic().toString()).contains("$1");
  }

  @Test
  void aStatementWithoutParametersHasOnePlan() throws SQLException {
    Plans plans = planner.plan("SELECT count(*) FROM jobs", List.of(), List.of(), List.of());

    assertThat(plans.hot()).isSameAs(plans.generic());
    assertThat(plans.rare()).isSameAs(plans.generic());
  }

  @Test
  void aValueThatTheServerRefusesGivesNoPlan() throws SQLException {
    Plans plans =
        planner.plan(
            "SELECT id FROM jobs WHERE mood = $1", List.of("mood"), List.of("x"), List.of("sad"));

    assertThat(plans.hot()).isNull();
    assertThat(plans.rare()).isNotNull();
    assertThat(plans.generic()).isNotNull();
  }

  @Test
  void partitionsAreNotLeftOutForWantOfAValue() throws SQLException {
    PlanNode generic =
        planner.generic("SELECT k FROM parts WHERE id = $1 AND k = $2", List.of("int4", "int4"));

    assertThat(generic.all().map(PlanNode::index).filter(i -> i != null))
        .containsExactlyInAnyOrder("parts_0_pkey", "parts_1_pkey");
  }

  @Test
  void quotesAndBackslashesInValuesAreText() throws SQLException {
    Plans plans =
        planner.plan(
            "SELECT id FROM jobs WHERE state = $1",
            List.of("text"),
            List.of("it's \\ 'one'; DROP TABLE jobs"),
            Arrays.asList((String) null));

    assertThat(plans.hot()).isNotNull();
    assertThat(plans.rare()).as("nothing is read for NULL").isNull();
    assertThat(database.value("SELECT count(*) FROM jobs")).isEqualTo("20000");
  }

  @Test
  void whatDoesNotPrepareIsTheServersError() {
    assertThatThrownBy(() -> planner.generic("SELECT id FROM jobs WHERE id = $1", List.of("uuid")))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("operator does not exist: integer = uuid");
  }

  @Test
  void nothingIsLeftPreparedAfterAnError() throws SQLException {
    assertThatThrownBy(() -> planner.generic("SELECT nothing", List.of()))
        .isInstanceOf(SQLException.class);

    assertThat(types(planner.generic("SELECT 1", List.of()))).containsExactly("Result");
  }

  @Test
  void rowsAreToldAsPowersOfTen() {
    assertThat(node(0).magnitude()).isZero();
    assertThat(node(3).magnitude()).isZero();
    assertThat(node(4).magnitude()).isEqualTo(1);
    assertThat(node(300_000).magnitude()).isEqualTo(5);
  }

  private static PlanNode node(double rows) {
    return new PlanNode(
        "Result", null, null, null, null, null, null, null, false, null, null, List.of(), List.of(),
        List.of(), null, rows, 0, List.of());
  }
}
