package dev.lintel.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lintel.DatabaseException;
import dev.lintel.session.Database;
import dev.lintel.tools.jdbc.Query;
import dev.lintel.tools.scratch.EmbeddedServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server whose certificate a private authority has signed, for the name localhost alone. */
@Tag("faults")
class TlsTest {

  private static final String HBA =
      """
      host all postgres all trust
      hostssl all lintel_tls all scram-sha-256
      hostssl all lintel_certified all cert
      """;

  @TempDir static Path folder;

  private static Certificates authority;
  private static Certificates stranger;
  private static EmbeddedServer server;

  @BeforeAll
  static void start() throws Exception {
    authority = Certificates.authority(folder, "authority");
    authority.sign("server", "localhost", "san=dns:localhost");
    authority.sign("client", "lintel_certified");
    stranger = Certificates.authority(folder, "stranger");
    server =
        EmbeddedServer.start(
            Map.of(
                "ssl", "on",
                "ssl_cert_file", authority.certificate("server").toString(),
                "ssl_key_file", authority.key("server").toString(),
                "ssl_ca_file", authority.authorityCertificate().toString(),
                "password_encryption", "scram-sha-256",
                "hba_file", Files.writeString(folder.resolve("hba.conf"), HBA).toString()));
    try (Database admin = Database.connect(server.url())) {
      admin.<Boolean, SQLException>inAutoCommit(
          session -> {
            try (Statement statement = session.getConnection().createStatement()) {
              return statement.execute(
                  "CREATE ROLE lintel_tls LOGIN PASSWORD 's3cr3t'; CREATE ROLE lintel_certified LOGIN");
            }
          });
    }
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void verifyFullWorksWithTheAuthoritysCertificate() throws Exception {
    try (Database database = Database.connect(url("localhost", verified(authority)))) {
      assertThat(sessionIsEncrypted(database)).isTrue();
    }
  }

  @Test
  void wrongHostIsRefused() throws Exception {
    assertThatThrownBy(() -> Database.connect(url("127.0.0.1", verified(authority))))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("127.0.0.1")
        .hasMessageContaining("could not be verified")
        .hasMessageNotContaining("s3cr3t");
  }

  @Test
  void wrongAuthorityIsRefused() throws Exception {
    assertThatThrownBy(() -> Database.connect(url("localhost", verified(stranger))))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("SSL error")
        .hasMessageContaining("PKIX")
        .hasMessageNotContaining("s3cr3t");
  }

  @Test
  void authoritysCertificateThatIsNotThereIsNamed() {
    assertThatThrownBy(
            () ->
                Database.connect(
                    url("localhost", "sslmode=verify-full&sslrootcert=/nowhere/root.crt")))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("/nowhere/root.crt");
  }

  @Test
  void plainConnectionIsRefusedByTheServer() {
    assertThatThrownBy(() -> Database.connect(url("localhost", "sslmode=disable")))
        .isInstanceOfSatisfying(
            DatabaseException.class, e -> assertThat(e.getSqlState()).isEqualTo("28000"))
        .hasMessageContaining("no pg_hba.conf entry")
        .hasMessageContaining("lintel_tls");
  }

  @Test
  void serverWithoutTlsIsRefusedWhereItIsRequired() {
    try (EmbeddedServer plain = EmbeddedServer.start()) {
      assertThatThrownBy(() -> Database.connect(plain.url() + "?sslmode=require"))
          .isInstanceOf(DatabaseException.class)
          .hasMessageContaining("does not support SSL");
    }
  }

  @Test
  void clientsCertificateStandsForAPassword() throws Exception {
    try (Database database = Database.connect(certified("client"))) {
      assertThat(sessionIsEncrypted(database)).isTrue();
    }
    assertThatThrownBy(() -> Database.connect(certified("server")))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("lintel_certified")
        .hasMessageContaining("SQLSTATE 28000");
  }

  private static String certified(String alias) throws Exception {
    return url("localhost", verified(authority)).replace("lintel_tls:s3cr3t", "lintel_certified")
        + "&sslcert="
        + authority.certificate(alias)
        + "&sslkey="
        + authority.driverKey(alias);
  }

  private static String verified(Certificates authority) throws Exception {
    return "sslmode=verify-full&sslrootcert=" + authority.authorityCertificate();
  }

  private static String url(String host, String query) {
    return "postgresql://lintel_tls:s3cr3t@" + host + ":" + server.port() + "/postgres?" + query;
  }

  private static boolean sessionIsEncrypted(Database database) throws SQLException {
    return database.<Boolean, SQLException>inAutoCommit(
        session ->
            "t"
                .equals(
                    Query.value(
                        session.getConnection(),
                        "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()")));
  }
}
