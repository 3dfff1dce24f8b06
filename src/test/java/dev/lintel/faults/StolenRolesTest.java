package dev.lintel.faults;

import static dev.lintel.faults.Attacks.ON_THE_SCHEMA;
import static dev.lintel.faults.Attacks.ON_THE_SERVER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lintel.DatabaseException;
import dev.lintel.conversations.ConversationOperations;
import dev.lintel.items.ItemOperations;
import dev.lintel.migrations.Migrations;
import dev.lintel.parents.ParentOperations;
import dev.lintel.session.Database;
import dev.lintel.testing.PostgresTest;
import dev.lintel.testing.TestDatabase;
import dev.lintel.tools.schema.snapshot.SchemaSnapshot;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.ibatis.session.SqlSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Somebody has the password of a login with one of the roles of {@code db/roles.sql}. */
@Tag("faults")
@Tag("every-server")
@TestInstance(TestInstance.Lifecycle.PER_CLASS) // making the roles takes longer than the tests
@PostgresTest
class StolenRolesTest {

  private static final List<String> ROLES = List.of("owner", "app", "read");
  private static final String REFUSED = "42501";
  private static final String PASSWORD = "a-stolen-password";

  private final String prefix = "lintel_" + Long.toHexString(System.nanoTime()) + "_";
  private TestDatabase database;

  @BeforeAll
  void createRoles(TestDatabase server) throws IOException {
    database = server.createEmpty();
    runScript();
    for (String role : ROLES) {
      database.execute(
          "CREATE ROLE "
              + login(role)
              + " LOGIN PASSWORD '"
              + PASSWORD
              + "' IN ROLE "
              + prefix
              + role);
    }
    try (Database owner = connect(login("owner"), "?options=-c%20role=" + prefix + "owner")) {
      Migrations.over(owner.dataSource()).upgrade();
    }
    runScript();
    database.execute("CREATE SCHEMA shop");
    database.execute("CREATE TABLE shop.secrets (secret text)");
    database.execute("INSERT INTO shop.secrets VALUES ('of the host')");
  }

  @AfterAll
  void dropRoles() {
    database.execute("DROP SCHEMA lintel CASCADE");
    for (String role : ROLES) {
      database.execute("DROP OWNED BY " + login(role) + ", " + prefix + role);
      database.execute("DROP ROLE " + login(role) + ", " + prefix + role);
    }
    database.close();
  }

  @Test
  void operationsAreAllTriedHere() {
    Set<String> all =
        Stream.of(ItemOperations.class, ParentOperations.class, ConversationOperations.class)
            .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
            .filter(method -> Modifier.isPublic(method.getModifiers()))
            .map(Method::getName)
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> tried = new TreeSet<>(AllOperations.READING.keySet());
    tried.addAll(AllOperations.WRITING.keySet());
    assertThat(tried).isEqualTo(all);
  }

  @Test
  void ofTheApplicationDoesAllOperationsAndNothingElse() throws SQLException {
    doAll("app", AllOperations.READING);
    doAll("app", AllOperations.WRITING);
    int tried = assertRefused("app", ON_THE_SERVER) + assertRefused("app", ON_THE_SCHEMA);
    Figures.write(
        "stolen application role",
        String.format(
            "%d operations done, %d other statements tried, %d refused",
            AllOperations.READING.size() + AllOperations.WRITING.size(), tried, tried));
  }

  @Test
  void ofAReaderReadsAndNothingElse() throws SQLException {
    doAll("read", AllOperations.READING);
    try (Database reader = connect(login("read"), "")) {
      AllOperations.Rows rows = rows();
      AllOperations.WRITING.forEach(
          (name, operation) ->
              assertThatThrownBy(() -> reader.useTransaction(s -> operation.accept(s, rows)))
                  .as(name)
                  .isInstanceOfSatisfying(
                      DatabaseException.class,
                      e -> assertThat(e.getSqlState()).isEqualTo(REFUSED)));
    }
    assertRefused("read", ON_THE_SERVER);
    assertRefused("read", ON_THE_SCHEMA);
    assertRefused(
        "read",
        List.of(
            "SELECT id FROM lintel.items FOR UPDATE",
            "SELECT id FROM lintel.parents FOR KEY SHARE",
            "DO $$BEGIN LOCK TABLE lintel.conversations IN ROW EXCLUSIVE MODE; END$$"));
  }

  @Test
  void ofTheOwnerHasNoPowerBeyondItsSchema() throws SQLException {
    assertRefused("owner", ON_THE_SERVER);
  }

  /** What the comment of roles.sql gives to a DBA to decide, since it touches the host. */
  @Test
  void mayHaveNoPlaceOfTheirOwnEither() throws SQLException {
    List<String> places = new ArrayList<>();
    places.add("CREATE TABLE public.mine (id int)");
    places.add("CREATE FUNCTION public.mine() RETURNS int LANGUAGE sql AS 'SELECT 1'");
    if (major() >= 15) {
      assertRefused("app", places);
    }
    try (Connection app = DriverManager.getConnection(jdbcUrl("app"))) {
      execute(app, "CREATE TEMPORARY TABLE mine (id int)");
    }
    places.add("CREATE TEMPORARY TABLE mine (id int)");

    database.execute("REVOKE CREATE ON SCHEMA public FROM PUBLIC");
    String name = database.value("SELECT current_database()");
    database.execute("REVOKE TEMPORARY ON DATABASE " + name + " FROM PUBLIC");
    assertRefused("app", places);
    assertRefused("read", places);
    doAll("app", AllOperations.READING);
    doAll("app", AllOperations.WRITING);
  }

  /** As the documents say: it cannot be taken from a role alone. */
  @Test
  void mayUseWhatPostgresGivesToEverybody() throws SQLException {
    try (Connection app = DriverManager.getConnection(jdbcUrl("app"))) {
      app.setAutoCommit(false);
      for (String sql :
          List.of(
              "LISTEN mine",
              "NOTIFY mine",
              "SELECT pg_advisory_xact_lock(1)",
              "SELECT lo_create(0)",
              "LOCK TABLE lintel.items IN ACCESS EXCLUSIVE MODE")) {
        execute(app, sql);
      }
      app.rollback();
    }
  }

  private void doAll(String role, Map<String, BiConsumer<SqlSession, AllOperations.Rows>> all) {
    AllOperations.Rows rows = rows();
    try (Database stolen = connect(login(role), "")) {
      all.values().forEach(operation -> stolen.useTransaction(s -> operation.accept(s, rows)));
    }
  }

  private AllOperations.Rows rows() {
    try (Database superuser = Database.connect(database.url())) {
      return superuser.inTransaction(AllOperations.Rows::create);
    }
  }

  /** Each by itself, with a session of a superuser beside it; nothing is changed by them. */
  private int assertRefused(String role, List<String> attacks) throws SQLException {
    SchemaSnapshot before = database.snapshot("lintel");
    String privileges = privileges();
    try (Connection superuser = DriverManager.getConnection(database.jdbcUrl());
        Connection stolen = DriverManager.getConnection(jdbcUrl(role))) {
      assertThat(superuser.isValid(60)).isTrue();
      for (String attack : attacks) {
        String sql =
            attack
                .replace("lintel_owner", prefix + "owner")
                .replace("lintel_app", prefix + "app")
                .replace("session_user", login(role));
        assertThatThrownBy(() -> execute(stolen, sql))
            .as("%s: %s", role, sql)
            .isInstanceOf(SQLException.class)
            .extracting(e -> ((SQLException) e).getSQLState())
            .isEqualTo(REFUSED);
      }
      assertThat(superuser.isValid(60)).isTrue();
    }
    assertThat(database.snapshot("lintel")).isEqualTo(before);
    assertThat(privileges()).isEqualTo(privileges);
    return attacks.size();
  }

  private String privileges() {
    return database.query(
            "SELECT relname, relacl, relowner FROM pg_class WHERE relnamespace IN"
                + " ('lintel'::regnamespace, 'shop'::regnamespace) ORDER BY relname")
        + " "
        + database.query(
            "SELECT rolname, rolsuper, rolcreaterole, rolcreatedb, rolreplication, rolbypassrls"
                + " FROM pg_roles WHERE starts_with(rolname, ?) ORDER BY rolname",
            prefix)
        + " "
        + database.query("SELECT nspname, nspacl, nspowner FROM pg_namespace ORDER BY nspname");
  }

  private int major() {
    return Integer.parseInt(database.value("SHOW server_version_num")) / 10_000;
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private String login(String role) {
    return prefix + role + "_login";
  }

  private Database connect(String login, String query) {
    return Database.builder()
        .url(database.url().replaceFirst("//[^@]*@", "//" + login + ":" + PASSWORD + "@") + query)
        .maximumPoolSize(2)
        .build();
  }

  private String jdbcUrl(String role) {
    return database.jdbcUrl(login(role), PASSWORD);
  }

  private void runScript() throws IOException {
    String script = Files.readString(Path.of("db/roles.sql"));
    for (String role : ROLES) {
      script = script.replace("lintel_" + role, prefix + role);
    }
    database.execute(script);
  }
}
