package dev.lintel.tools.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lintel.testing.PostgresTest;
import dev.lintel.testing.TestDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever goes wrong: one line that says what to do, the right exit code, nothing changed. */
@PostgresTest
class BadInputTest {

  private static final String PASSWORD = "s3cr3t-p4ssw0rd";

  @TempDir Path folder;
  private TestDatabase empty;
  private SmallProject project;

  @BeforeEach
  void makeProject(TestDatabase database) throws IOException {
    empty = database.createEmpty();
    project = SmallProject.in(folder);
  }

  @AfterEach
  void dropDatabase() {
    empty.close();
  }

  private Run run(String... arguments) {
    return Run.on(empty.url(), folder, arguments);
  }

  private void assertNothingChanged() {
    assertThat(empty.value("SELECT to_regclass('lintel.shops')")).isNull();
  }

  @Nested
  class Arguments {

    @Test
    void withoutACommandPrintTheHelp() {
      Run run = run();
      assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
      assertThat(run.out()).isEmpty();
      assertThat(run.err()).startsWith("Usage: lintel").contains("upgrade", "check");
    }

    @Test
    void withAWrongCommandGetASuggestion() {
      assertThat(run("upgrad").fails(ExitCode.USAGE))
          .contains("'upgrad'", "did you mean upgrade?", "see lintel --help");
    }

    @Test
    void withAWrongOptionGetASuggestion() {
      assertThat(run("upgrade", "head", "--sqll").fails(ExitCode.USAGE))
          .contains("'--sqll'", "did you mean --sql?", "see lintel upgrade --help");
      assertThat(run("downgrade", "--sqll", "-1").fails(ExitCode.USAGE))
          .contains("'--sqll'", "did you mean --sql?", "see lintel downgrade --help");
    }

    @ParameterizedTest
    @ValueSource(strings = {"upgrade", "downgrade", "stamp", "revision"})
    void withoutWhatACommandNeedsSaySo(String command) {
      assertThat(run(command).fails(ExitCode.USAGE))
          .containsAnyOf("Missing required parameter", "Missing required option", "but was none")
          .endsWith("see lintel " + command + " --help");
    }

    @Test
    void thatAreTooManySaySo() {
      assertThat(run("downgrade", "-1", "base").fails(ExitCode.USAGE))
          .contains("expected one target", "-1 base");
      assertThat(run("upgrade", "head", "head").fails(ExitCode.USAGE)).contains("'head'");
    }

    @Test
    void thatExcludeOneAnotherSaySo() {
      assertThat(run("upgrade", "head", "--sql", "--json").fails(ExitCode.USAGE))
          .contains("--sql", "--json", "mutually exclusive");
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "5 s", "-5s", "1h", "", "9999999999s"})
    void withAWrongTimeSayWhatIsExpected(String time) {
      assertThat(run("upgrade", "head", "--lock-timeout", time).fails(ExitCode.USAGE))
          .contains("--lock-timeout", "a number and ms, s or m", "'" + time + "'");
      assertNothingChanged();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0s", "9999m"})
    void withATimeOutOfBoundsSayTheBounds(String time) {
      assertThat(run("upgrade", "head", "--lock-timeout", time).fails(ExitCode.USAGE))
          .contains("one millisecond to one day");
      assertNothingChanged();
    }

    @Test
    void withAWrongSchemaOrHistoryTableSayWhatIsExpected() {
      assertThat(run("upgrade", "head", "--schema", "a b").fails(ExitCode.USAGE))
          .contains("schema: expected", "'a b'");
      assertThat(run("upgrade", "head", "--history-table", "a-b").fails(ExitCode.USAGE))
          .contains("historyTable: expected", "'a-b'");
      assertNothingChanged();
    }
  }

  @Nested
  class Databases {

    private Run current(String url) {
      Run run = Run.with(Map.of(), folder, "current", "--url", url);
      assertThat(run.out() + run.err()).doesNotContain(PASSWORD);
      return run;
    }

    private String withDatabase(String name) {
      URI uri = URI.create(empty.url());
      return "postgresql://" + uri.getRawAuthority() + "/" + name;
    }

    @Test
    void thatNobodyNamedAreAskedFor() {
      assertThat(Run.with(Map.of(), folder, "current").fails(ExitCode.USAGE))
          .contains("DATABASE_URL", "--url");
      assertThat(Run.with(Map.of("DATABASE_URL", " "), folder, "current").fails(ExitCode.USAGE))
          .contains("DATABASE_URL", "--url");
    }

    @Test
    void withAWrongUrlAreWrongUsage() {
      assertThat(current("mysql://u:" + PASSWORD + "@localhost/x").fails(ExitCode.USAGE))
          .contains("database URL, scheme: expected postgresql://");
    }

    @Test
    void behindAClosedPortAreNotReachable() {
      assertThat(current("postgresql://u:" + PASSWORD + "@127.0.0.1:1/x").fails(3))
          .contains("127.0.0.1:1", "refused", "check host and port");
    }

    @Test
    void ofAnUnknownHostAreNotReachable() {
      assertThat(current("postgresql://u:" + PASSWORD + "@no-such-host.invalid/x").fails(3))
          .contains("no-such-host.invalid", "check host and port");
    }

    @Test
    void thatAreNotThereAreNotReachable() {
      assertThat(current(withDatabase("no_such_database")).fails(3))
          .contains("\"no_such_database\" does not exist", "create it, or correct its name");
    }

    @Test
    void thatRefuseTheLoginAreNotReachable() {
      String role = "lintel_nologin_" + Long.toHexString(System.nanoTime());
      empty.execute("CREATE ROLE " + role + " NOLOGIN PASSWORD '" + PASSWORD + "'");
      try {
        URI uri = URI.create(empty.url());
        String host = uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
        String url = "postgresql://" + role + ":" + PASSWORD + "@" + host + uri.getPath();
        assertThat(current(url).fails(3)).contains(role, "check user and password");
      } finally {
        empty.execute("DROP ROLE " + role);
      }
    }

    @Test
    void thatTakeNoMoreConnectionsAreNotReachable() {
      String database = empty.value("SELECT current_database()");
      String role = "lintel_full_" + Long.toHexString(System.nanoTime());
      // a limit of zero refuses as a full server does; superusers pass it
      empty.execute("CREATE ROLE " + role + " LOGIN PASSWORD '" + PASSWORD + "'");
      empty.execute("ALTER DATABASE " + database + " CONNECTION LIMIT 0");
      try {
        URI uri = URI.create(empty.url());
        String host = uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
        String url = "postgresql://" + role + ":" + PASSWORD + "@" + host + uri.getPath();
        assertThat(current(url).fails(3)).contains("too many connections", "max_connections");
      } finally {
        empty.execute("ALTER DATABASE " + database + " CONNECTION LIMIT -1");
        empty.execute("DROP ROLE " + role);
      }
    }

    @Test
    void thatAreNoPostgresAreNotReachable() throws Exception {
      try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
        Thread answers = new Thread(() -> answerNonsense(server), "nonsense");
        answers.start();
        String url = "postgresql://u:" + PASSWORD + "@127.0.0.1:" + server.getLocalPort() + "/x";
        assertThat(current(url).fails(3)).contains("127.0.0.1:" + server.getLocalPort());
        server.close();
        answers.join();
      }
    }

    private void answerNonsense(ServerSocket server) {
      while (true) {
        try (Socket client = server.accept()) {
          client.getInputStream().read(new byte[8]);
          client
              .getOutputStream()
              .write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
          return; // closed by the test
        }
      }
    }

    @Test
    void withoutTheRightAskForAnotherRole() {
      String role = "lintel_reader_" + Long.toHexString(System.nanoTime());
      empty.execute("CREATE ROLE " + role + " LOGIN PASSWORD '" + PASSWORD + "'");
      try {
        URI uri = URI.create(empty.url());
        String host = uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
        String url = "postgresql://" + role + ":" + PASSWORD + "@" + host + uri.getPath();
        assertThat(Run.on(url, folder, "upgrade", "head").fails(ExitCode.FINDINGS))
            .contains("permission denied", "connect as a role that may do it")
            .doesNotContain(PASSWORD);
      } finally {
        empty.execute("DROP ROLE " + role);
      }
    }
  }

  @Nested
  class Versions {

    @Test
    void thatAreUnknownAreNamedWithThoseThatAreThere() {
      assertThat(run("upgrade", "7").fails(ExitCode.USAGE)).contains("'7'", "001", "002");
      assertThat(run("stamp", "7").fails(ExitCode.USAGE)).contains("'7'", "001", "002");
      assertThat(run("upgrade", "latest").fails(ExitCode.USAGE)).contains("'latest'");
      assertNothingChanged();
    }

    @Test
    void thatAreNotAppliedCannotBeDowngradedTo() {
      run("upgrade", "+1").succeeds();
      assertThat(run("downgrade", "002").fails(ExitCode.USAGE)).contains("'002'", "not applied");
      assertThat(run("downgrade", "002", "--sql").fails(ExitCode.USAGE)).contains("not applied");
    }

    @Test
    void countedBeyondWhatThereIsAreRefused() {
      assertThat(run("upgrade", "+3").fails(ExitCode.USAGE)).contains("at most 2");
      assertThat(run("upgrade", "+0").fails(ExitCode.USAGE)).contains("1 or more");
      assertThat(run("downgrade", "-1").fails(ExitCode.USAGE)).contains("at most 0");
      assertNothingChanged();
    }
  }

  @Nested
  class ScriptFiles {

    @Test
    void inAFolderThatIsNotThereAreWrongUsage() {
      assertThat(run("upgrade", "head", "--migrations", "no/such").fails(ExitCode.USAGE))
          .contains("--migrations no/such", "no such folder");
      assertThat(run("downgrade", "-1", "--undo", "no/such").fails(ExitCode.USAGE))
          .contains("--undo no/such", "no such folder");
    }

    @Test
    void ofUndoAloneAskForTheOthers(@TempDir Path elsewhere) {
      String undo = folder.resolve("db/undo").toString();
      assertThat(
              Run.on(empty.url(), elsewhere, "downgrade", "-1", "--undo", undo)
                  .fails(ExitCode.USAGE))
          .contains("--undo", "--migrations");
    }

    @Test
    void thatAreNoMigrationsAreRefused() throws IOException {
      Files.createDirectories(folder.resolve("nothing"));
      assertThat(run("upgrade", "head", "--migrations", "nothing").fails(ExitCode.USAGE))
          .contains("nothing", "no V script");
      assertNothingChanged();
    }

    @Test
    void ofOneVersionTwiceAreBothNamed() throws IOException {
      project.write("db/migrations/V002__again.sql", "SELECT 1;");
      assertThat(run("upgrade", "head").fails(ExitCode.FINDINGS))
          .contains("V002__again.sql", "V002__name_shops.sql");
      assertNothingChanged();
    }

    @Test
    void thatCannotBeReadAreNamed() throws IOException {
      project.delete("db/migrations/V002__name_shops.sql");
      Files.createSymbolicLink(
          folder.resolve("db/migrations/V002__name_shops.sql"), folder.resolve("gone.sql"));
      assertThat(run("upgrade", "head").fails(ExitCode.USAGE))
          .contains("V002__name_shops.sql: cannot be read");
      assertNothingChanged();
    }

    @Test
    void thatAreNotUtf8SaySo() throws IOException {
      Files.write(
          folder.resolve("db/schema.sql"), "-- \u00fc".getBytes(StandardCharsets.ISO_8859_1));
      assertThat(run("check", "--scratch", empty.url()).fails(ExitCode.FINDINGS))
          .endsWith("schema.sql: expected UTF-8; save it with that encoding");
      assertThat(
              run("revision", "-m", "x", "--autogenerate", "--scratch", empty.url())
                  .fails(ExitCode.FINDINGS))
          .endsWith("schema.sql: expected UTF-8; save it with that encoding");
    }

    @Test
    void thatAreThereButNoFilesAreNotSaidToBeMissing() throws IOException {
      project.delete("db/schema.sql");
      Files.createDirectory(folder.resolve("db/schema.sql"));
      assertThat(run("check", "--scratch", empty.url()).fails(ExitCode.USAGE))
          .contains("schema.sql: expected a file that can be read");
    }

    @Test
    void thatCannotBeWrittenAreNamed() throws IOException {
      Files.createSymbolicLink(folder.resolve("db/undo/U003__x.sql"), folder.resolve("gone/x.sql"));
      assertThat(run("revision", "-m", "x").fails(ExitCode.FINDINGS))
          .endsWith("U003__x.sql: cannot be written; look at the rights of its folder");
      assertThat(folder.resolve("db/migrations/V003__x.sql")).doesNotExist();
    }

    @Test
    void thatEndTheirTransactionAreRefused() throws IOException {
      project.write("db/migrations/V001__create_shops.sql", "CREATE TABLE shops (); COMMIT;");
      assertThat(run("upgrade", "head").fails(ExitCode.FINDINGS))
          .contains("V001__create_shops.sql", "COMMIT");
      assertNothingChanged();
    }

    @Test
    void thatWereChangedSinceAreRefused() throws IOException {
      run("upgrade", "head").succeeds();
      project.write("db/migrations/V001__create_shops.sql", "CREATE TABLE shops (id bigint);");
      assertThat(run("downgrade", "base").fails(ExitCode.FINDINGS))
          .contains("checksum", "version 001");
      assertThat(run("current").succeeds().result()).containsExactly("002 (head)");
    }
  }

  @Nested
  class Verbose {

    @Test
    void addsTheStackTrace() {
      Run run = run("upgrade", "7", "--verbose");
      assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
      assertThat(run.err()).contains("error: ", "dev.lintel.MigrationException", "\tat dev.lintel");
    }
  }
}
