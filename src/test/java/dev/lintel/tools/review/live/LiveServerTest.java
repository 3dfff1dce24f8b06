package dev.lintel.tools.review.live;

import static dev.lintel.tools.review.Samples.branch;
import static dev.lintel.tools.review.Samples.seqScan;
import static dev.lintel.tools.review.Samples.statement;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lintel.ConfigurationException;
import dev.lintel.DatabaseException;
import dev.lintel.InvalidValueException;
import dev.lintel.tools.review.result.BranchReview;
import dev.lintel.tools.review.result.LiveStatistics;
import dev.lintel.tools.review.result.LiveStatistics.LiveStatement;
import dev.lintel.tools.review.result.StatementReview;
import dev.lintel.tools.scratch.EmbeddedServer;
import dev.lintel.tools.scratch.ScratchDatabase;
import dev.lintel.tools.scratch.ScratchServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On a server that counts, which needs a library that is loaded as it starts. */
class LiveServerTest {

  private static EmbeddedServer counting;
  private ScratchDatabase database;

  @BeforeAll
  static void start() {
    counting =
        EmbeddedServer.start(
            Map.of(
                "shared_preload_libraries", "pg_stat_statements",
                "pg_stat_statements.track", "top"));
  }

  @AfterAll
  static void stop() {
    counting.close();
  }

  @BeforeEach
  void makeDatabase() {
    database = ScratchServer.at(counting.url()).create();
    execute(
        "CREATE SCHEMA \"the Statistics\"",
        "CREATE EXTENSION pg_stat_statements SCHEMA \"the Statistics\"",
        "CREATE TABLE items (id int, status text)",
        "INSERT INTO items SELECT i, 'OPEN' FROM generate_series(1, 20) i");
  }

  @AfterEach
  void dropDatabase() {
    database.close();
  }

  private void execute(String... sql) {
    executeAs("postgres", sql);
  }

  private void executeAs(String user, String... sql) {
    String url = "jdbc:" + database.url().replace("postgres@", "") + "?user=" + user;
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      for (String one : sql) {
        statement.execute(one);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void runWithParameter(String sql, int value, int times) throws SQLException {
    try (Connection connection = database.connect();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < times; i++) {
        statement.setInt(1, value);
        statement.executeQuery().close();
      }
    }
  }

  private LiveStatistics read(StatementReview... statements) {
    return LiveServer.read(database.url(), List.of(statements));
  }

  private static StatementReview find() {
    return statement("find", tagged("always", "/* items.find */ SELECT 1", 1L));
  }

  private static BranchReview tagged(String label, String sql, Long queryId) {
    return branch(label, sql, seqScan("x", 1), null, null, queryId);
  }

  @Test
  void countsCallsTimeAndRowsOfATag() throws SQLException {
    runWithParameter("/* items.find */\nSELECT id FROM items WHERE id <= ?", 5, 3);
    String sql = "/* items.find */ SELECT id FROM items WHERE id <= $1";
    LiveStatistics live = read(statement("find", tagged("always", sql, 1L)));
    LiveStatement one = live.known().get(0);
    assertThat(live.known()).hasSize(1);
    assertThat(one.names()).containsExactly("items.find");
    assertThat(one.isShared()).isFalse();
    assertThat(one.calls()).isEqualTo(3);
    assertThat(one.rows()).isEqualTo(15);
    assertThat(one.totalMillis()).isPositive();
    assertThat(one.meanMillis()).isEqualTo(one.totalMillis() / 3);
    assertThat(one.text()).endsWith("SELECT id FROM items WHERE id <= $1");
    assertThat(one.queryId()).matches("-?\\d+");
    assertThat(live.silent()).isEmpty();
  }

  @Test
  void equalTextsAreSharedWhereTheReviewHadNoQueryIds() throws SQLException {
    runWithParameter("/* items.find */ SELECT id FROM items WHERE id <= ?", 5, 2);
    runWithParameter("/* items.twin */ SELECT id FROM items WHERE id <= ?", 5, 2);
    LiveStatistics live =
        read(
            statement(
                "find",
                tagged("always", "/* items.find */ SELECT id FROM items WHERE id <= $1", null)),
            statement(
                "twin",
                tagged("always", "/* items.twin */ SELECT id FROM items WHERE id <= $1", null)));
    assertThat(live.known())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.names()).containsExactly("items.find", "items.twin");
              assertThat(one.isShared()).isTrue();
              assertThat(one.calls()).isEqualTo(4);
            });
    assertThat(live.silent()).isEmpty();
  }

  @Test
  void saysWhichServerItIsWithoutSecretsAndSinceWhen() {
    LiveStatistics live = read();
    assertThat(live.server())
        .isEqualTo("127.0.0.1:" + counting.port() + "/" + database.url().replaceAll(".*/", ""));
    String version = versionOfServer();
    if (version.startsWith("13")) {
      assertThat(live.since()).isNull();
    } else {
      assertThat(Instant.parse(live.since())).isBefore(Instant.now());
    }
  }

  private String versionOfServer() {
    try (Connection connection = database.connect()) {
      return connection.getMetaData().getDatabaseProductVersion();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void findsTheTagBehindSpacesAndOtherCommentsAndTheFirstWord() {
    execute(
        "  \n/* items.find */ SELECT id FROM items",
        "-- who asks\n /*app='shop'*/ (/* items.find */ SELECT 1, id FROM items)",
        "--items.find\nSELECT 2, 3, id FROM items",
        "SELECT /* items.find */ 2, 3, 4, id FROM items",
        "SELECT 4, 5, 6, 7, id /* items.find */ FROM items");
    LiveStatistics live = read(find());
    long expected = dropsLeadingComments() ? 2 : 4;
    assertThat(live.known()).singleElement().extracting(LiveStatement::calls).isEqualTo(expected);
    assertThat(live.unknown())
        .extracting(LiveStatement::text)
        .contains("SELECT $1, $2, $3, $4, id /* items.find */ FROM items");
  }

  private boolean dropsLeadingComments() {
    return Integer.parseInt(versionOfServer().replaceAll("\\D.*", "")) >= 18;
  }

  /** As every one on PostgreSQL 18, which drops the comment in front of it. */
  @Test
  void findsAStatementWithoutItsTag() throws SQLException {
    runWithParameter("SELECT  id FROM items WHERE id IN (?, 2,3, 4) AND status='OPEN'", 1, 1);
    execute("SELECT id FROM items WHERE status = 'ID'", "SELECT ID FROM items");
    String sql = "/* items.find */\nSELECT id\nFROM items\nWHERE id IN ($1) AND status = $2;";
    LiveStatistics live = read(statement("find", tagged("ids: 1", sql, 1L)));
    assertThat(live.known()).singleElement().extracting(LiveStatement::calls).isEqualTo(1L);
    assertThat(live.unknown())
        .extracting(LiveStatement::text)
        .contains("SELECT id FROM items WHERE status = $1", "SELECT ID FROM items");
  }

  @Test
  void whatHasOneShapeIsOfAllThatHaveItUnlessATagTells() {
    StatementReview a =
        statement(
            "a",
            tagged("x", "/* items.a */ SELECT id FROM items", 1L),
            tagged("y", "/* items.a */ SELECT status FROM items", 2L));
    StatementReview b =
        statement(
            "b",
            tagged("x", "/* items.b */ SELECT id FROM items", 3L),
            tagged("y", "/* items.b */ SELECT status FROM items", 4L));
    execute("SELECT /* items.b */ id FROM items", "SELECT status FROM items");
    LiveStatistics live = read(a, b);
    assertThat(live.known())
        .extracting(LiveStatement::names)
        .containsExactlyInAnyOrder(List.of("items.b"), List.of("items.a", "items.b"));
    assertThat(live.silent()).isEmpty();
  }

  @Test
  void addsUpTheBranchesAndUsersOfAStatement() {
    execute("CREATE ROLE live_clerk LOGIN", "GRANT SELECT ON items TO live_clerk");
    try {
      execute("/* items.find */ SELECT id FROM items", "/* items.find */ SELECT status FROM items");
      executeAs("live_clerk", "/* items.find */ SELECT id FROM items");
      StatementReview find =
          statement(
              "find",
              tagged("a", "/* items.find */ SELECT id FROM items", 1L),
              tagged("b", "/* items.find */ SELECT status FROM items", 2L));
      LiveStatement one = read(find).known().get(0);
      assertThat(one.calls()).isEqualTo(3);
      assertThat(one.rows()).isEqualTo(60);
      assertThat(one.queryId().split(", ")).hasSize(2).doesNotHaveDuplicates();
    } finally {
      execute("DROP OWNED BY live_clerk", "DROP ROLE live_clerk");
    }
  }

  @Test
  void whatSharesAQueryIsOfAllThatDo() {
    execute("/* items.b */ SELECT id FROM items");
    StatementReview a =
        statement("a", tagged("x", "/* items.a */ A", 7L), tagged("y", "/* items.a */ Y", 8L));
    StatementReview b = statement("b", tagged("x", "/* items.b */ SELECT id FROM items", 8L));
    StatementReview c = statement("c", tagged("x", "/* items.c */ C", 9L));
    StatementReview unread = statement("d", tagged("x", "/* items.d */ D", null));
    LiveStatistics live = read(a, b, c, unread);
    LiveStatement shared = live.known().get(0);
    assertThat(live.known()).hasSize(1);
    assertThat(shared.names()).containsExactly("items.a", "items.b");
    assertThat(shared.isShared()).isTrue();
    assertThat(live.silent()).containsExactly("items.c", "items.d");
  }

  @Test
  void whatHasOneTagIsOfAllThatHaveIt() {
    execute("SELECT /* shop */ id FROM items");
    LiveStatistics live =
        read(
            statement("a", tagged("x", "/* shop */ SELECT 1", 1L)),
            statement("b", tagged("x", "/* shop */ SELECT 2", 2L)));
    assertThat(live.known().get(0).names()).containsExactly("items.a", "items.b");
    assertThat(live.silent()).isEmpty();
  }

  @Test
  void listsWhatNoMapperKnowsTheMostTimeFirst() {
    execute(
        "BEGIN",
        "SET search_path = public",
        "COMMIT",
        "CREATE TABLE more (id int)",
        "SELECT count(*) FROM items, pg_sleep(0.05)",
        "WITH w AS (SELECT 1) SELECT * FROM w",
        "/* items.gone */ SELECT id FROM items");
    LiveStatistics live = read();
    assertThat(live.unknown().get(0).text()).startsWith("SELECT count(*) FROM items, pg_sleep");
    assertThat(live.unknown())
        .extracting(LiveStatement::text)
        .anyMatch(text -> text.endsWith("SELECT id FROM items"))
        .noneMatch(text -> text.matches("(?s)(BEGIN|SET|COMMIT|CREATE).*"))
        .anyMatch(text -> text.startsWith("WITH w"));
    assertThat(live.unknown()).allMatch(statement -> statement.names().isEmpty());
  }

  @Test
  void leavesOutOtherDatabasesAndItsOwnQueries() {
    try (ScratchDatabase other = ScratchServer.at(counting.url()).create();
        Connection connection = other.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("/* items.find */ SELECT 1");
      read();
      LiveStatistics live = read(find());
      assertThat(live.known()).isEmpty();
      assertThat(live.silent()).containsExactly("items.find");
      assertThat(live.unknown()).noneMatch(one -> one.text().contains("pg_stat_statements\""));
      assertThat(live.unknown()).noneMatch(one -> one.text().contains("extname"));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void withoutTheExtensionSaysWhatToDo() {
    execute("DROP EXTENSION pg_stat_statements");
    assertThatThrownBy(this::read)
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("127.0.0.1:" + counting.port() + "/")
        .hasMessageContaining("shared_preload_libraries")
        .hasMessageEndingWith("CREATE EXTENSION pg_stat_statements");
  }

  @Test
  void whereItIsNotLoadedSaysWhatToDo() throws SQLException {
    try (ScratchServer server = ScratchServer.embedded();
        ScratchDatabase plain = server.create()) {
      try (Connection connection = plain.connect();
          Statement statement = connection.createStatement()) {
        statement.execute("CREATE EXTENSION pg_stat_statements");
      }
      assertThatThrownBy(() -> LiveServer.read(plain.url(), List.of()))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("expected pg_stat_statements in shared_preload_libraries")
          .hasMessageEndingWith("put it there and restart the server");
    }
  }

  @Test
  void whereItIsTooOldSaysWhatToDo() {
    execute(
        "DROP EXTENSION pg_stat_statements",
        "CREATE EXTENSION pg_stat_statements SCHEMA \"the Statistics\" VERSION '1.7'");
    assertThatThrownBy(this::read)
        .isInstanceOf(ConfigurationException.class)
        .hasMessageEndingWith("ALTER EXTENSION pg_stat_statements UPDATE");
  }

  @Test
  void withoutTheRightToReadSaysWhatToGrant() {
    execute("CREATE ROLE \"live Reader\" LOGIN");
    try {
      String url = database.url().replace("postgres@", "live%20Reader:s3cret@");
      assertThatThrownBy(() -> LiveServer.read(url, List.of()))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("GRANT USAGE ON SCHEMA \"the Statistics\" TO \"live Reader\"")
          .hasMessageNotContaining("s3cret");
      execute("GRANT USAGE ON SCHEMA \"the Statistics\" TO \"live Reader\"");
      assertThatThrownBy(() -> LiveServer.read(url, List.of()))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageEndingWith("GRANT pg_read_all_stats TO \"live Reader\"");
      execute("GRANT pg_read_all_stats TO \"live Reader\"");
      assertThat(LiveServer.read(url, List.of()).known()).isEmpty();
    } finally {
      execute("DROP OWNED BY \"live Reader\"", "DROP ROLE \"live Reader\"");
    }
  }

  @Test
  void readsOnAServerThatRefusesWrites() {
    execute(
        "ALTER DATABASE "
            + database.url().replaceAll(".*/", "")
            + " SET default_transaction_read_only = on");
    assertThat(read(find()).silent()).containsExactly("items.find");
  }

  @Test
  void aWrongUrlIsNamedWithoutItsPassword() {
    assertThatThrownBy(() -> LiveServer.read("nonsense", List.of()))
        .isInstanceOf(InvalidValueException.class);
    assertThatThrownBy(() -> LiveServer.read("postgresql://a:s3cret@127.0.0.1:1/shop", List.of()))
        .isInstanceOf(DatabaseException.class)
        .hasMessageNotContaining("s3cret");
  }
}
