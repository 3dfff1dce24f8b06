package dev.lintel.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.lintel.DatabaseException;
import dev.lintel.session.Database;
import dev.lintel.testing.ProcessList;
import dev.lintel.tools.jdbc.Query;
import dev.lintel.tools.scratch.EmbeddedServer;
import java.lang.management.ManagementFactory;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postgresql.Driver;

/** A server that asks for passwords as they are stored since PostgreSQL 14. */
@Tag("faults")
class ScramPasswordTest {

  private static final String HBA =
      """
      host all postgres all trust
      host all all all scram-sha-256
      """;

  private static final boolean MODERN = new Driver().getMinorVersion() > 2;

  @TempDir static Path folder;

  private static EmbeddedServer server;

  @BeforeAll
  static void start() throws Exception {
    server =
        EmbeddedServer.start(
            Map.of(
                "password_encryption",
                "scram-sha-256",
                "hba_file",
                Files.writeString(folder.resolve("hba.conf"), HBA).toString()));
    execute("CREATE ROLE ann LOGIN");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @MethodSource("passwords")
  void everyScriptOpensTheDoorAndAnotherPasswordDoesNot(String password) throws Exception {
    execute("ALTER ROLE ann PASSWORD '" + password.replace("'", "''") + "'");
    try (Database database = Database.connect(url(password))) {
      assertThat(database.toString()).contains("ann").doesNotContain(password);
    }
    assertThatThrownBy(() -> Database.connect(url(password + "x")))
        .isInstanceOfSatisfying(
            DatabaseException.class, e -> assertThat(e.getSqlState()).isEqualTo("28P01"))
        .hasMessageContaining("\"ann\"")
        .hasMessageNotContaining(password)
        .hasMessageNotContaining(encoded(password));
  }

  /** Before 42.3 the driver took no other characters than those of ASCII, and no space. */
  static List<String> passwords() {
    List<String> passwords =
        new ArrayList<>(List.of("pl4in", "100%25@:/?#&=+;,'\"\\$(x)`|<>{}[]^~"));
    if (MODERN) {
      passwords.addAll(
          List.of(
              " spaces  inside and around ",
              "pässwörd",
              "e\u0301 decomposed",
              "пароль",
              "密码パスワード비밀번호",
              "كلمة",
              "סיסמה",
              "पासवर्ड",
              "ﬁ ligature Ⅷ ㌔",
              "non\u00A0breaking",
              "soft\u00ADhyphen"));
    }
    return passwords;
  }

  @Test
  void withoutAPasswordTheErrorAsksForOne() {
    assertThatThrownBy(() -> Database.connect(url("").replace(":@", "@")))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("password"); // of the driver, or Lintel for an old one
  }

  @Test
  void isNotShownByThePoolsManagementBean() throws Exception {
    execute("ALTER ROLE ann PASSWORD 's3cr3t'");
    MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
    ObjectName name = new ObjectName("dev.lintel.faults:type=ScramPasswordTest");
    try (Database database = Database.connect(url("s3cr3t"))) {
      beans.registerMBean((HikariDataSource) database.dataSource(), name);
      int read = 0;
      for (MBeanAttributeInfo attribute : beans.getMBeanInfo(name).getAttributes()) {
        if (attribute.isReadable()) {
          read++;
          assertThat(String.valueOf(beans.getAttribute(name, attribute.getName())))
              .as(attribute.getName())
              .doesNotContain("s3cr3t");
        }
      }
      assertThat(read).as("attributes").isGreaterThan(5);
    } finally {
      beans.unregisterMBean(name);
    }
  }

  @Test
  void isNotShownByTheListsOfProcessesAndSessions() throws Exception {
    String password = "s3cr3t" + UUID.randomUUID();
    execute("ALTER ROLE ann PASSWORD '" + password + "'");
    try (Database database = Database.connect(url(password))) {
      List<String> processes = ProcessList.read();
      assertThat(processes).anyMatch(line -> line.startsWith("postgres: ann postgres "));
      assertThat(processes).noneMatch(line -> line.contains(password));
      assertThat(sessions(database)).contains(",ann,").doesNotContain(password);
    }
  }

  private static String sessions(Database database) throws SQLException {
    return database.<String, SQLException>inAutoCommit(
        session ->
            Query.value(
                session.getConnection(), "SELECT string_agg(a::text, '') FROM pg_stat_activity a"));
  }

  private static String url(String password) {
    return "postgresql://ann:" + encoded(password) + "@127.0.0.1:" + server.port() + "/postgres";
  }

  private static String encoded(String password) {
    return URLEncoder.encode(password, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static void execute(String sql) throws SQLException {
    try (Database admin = Database.connect(server.url())) {
      admin.<Boolean, SQLException>inAutoCommit(
          session -> {
            try (Statement statement = session.getConnection().createStatement()) {
              return statement.execute(sql);
            }
          });
    }
  }
}
