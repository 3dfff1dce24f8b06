package dev.lintel.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.filter.ThresholdFilter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.read.ListAppender;
import dev.lintel.DatabaseException;
import dev.lintel.InvalidValueException;
import dev.lintel.LintelException;
import dev.lintel.testing.PostgresTest;
import dev.lintel.testing.TestDatabase;
import dev.lintel.tools.scratch.EmbeddedServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** No URL, right or wrong, shows its password: not in an exception, a string, or any log line. */
@PostgresTest
@Isolated("reads everything that is logged, at the finest level")
class DatabaseUrlSecrecyTest {

  private final Logger root =
      ((LoggerContext) LoggerFactory.getILoggerFactory()).getLogger(Logger.ROOT_LOGGER_NAME);
  private final java.util.logging.Logger driver =
      java.util.logging.Logger.getLogger("org.postgresql");
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final List<String> driverLog = new ArrayList<>();
  private final java.util.logging.Handler driverHandler = new DriverHandler();
  private final List<Appender<ILoggingEvent>> others = new ArrayList<>();
  private Level levelBefore;
  private java.util.logging.Level driverLevelBefore;

  @BeforeEach
  void listen() {
    levelBefore = root.getLevel();
    for (Iterator<Appender<ILoggingEvent>> all = root.iteratorForAppenders(); all.hasNext(); ) {
      Appender<ILoggingEvent> other = all.next();
      ThresholdFilter errors = new ThresholdFilter();
      errors.setLevel("ERROR");
      errors.start();
      other.addFilter(errors);
      others.add(other);
    }
    log.start();
    root.addAppender(log);
    root.setLevel(Level.TRACE);
    driverLevelBefore = driver.getLevel();
    driver.addHandler(driverHandler);
    driver.setLevel(java.util.logging.Level.ALL);
  }

  @AfterEach
  void stopListening() {
    driver.removeHandler(driverHandler);
    driver.setLevel(driverLevelBefore);
    root.setLevel(levelBefore);
    root.detachAppender(log);
    others.forEach(Appender::clearAllFilters);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mysql://ann:s3cr3t@h/d",
        "ann:s3cr3t@h/d",
        "ann:s3cr3t",
        "s3cr3t",
        "postgresql:/ann:s3cr3t@h/d",
        "postgresql//ann:s3cr3t@h/d",
        "jdbc:mysql://h/d?user=ann&password=s3cr3t",
        "host=h user=ann password=s3cr3t",
        "postgresql+://ann:s3cr3t@h/d",
        "postgresql://ann:s3cr3t",
        "postgresql://ann:s3cr3t/d",
        "postgresql://ann:s3cr3t!/d",
        "postgresql://an n:s3cr3t/d",
        "postgresql://ann:s3cr3t%@h/d",
        "postgresql://ann:s3cr3t%zz@h/d",
        "postgresql://ann:s3cr3t%00@h/d",
        "postgresql://ann:s3cr3t%C3%28@h/d",
        "postgresql://ann:s3cr3t/x@h/d",
        "postgresql://ann:1/s3cr3t@h/d",
        "postgresql://ann:/s3cr3t@h/d",
        "postgresql://ann:s3cr3t?@h/d",
        "postgresql://ann:x?s3cr3t@h/d",
        "postgresql://ann:12?s3cr3t@h/d",
        "postgresql://ann:12?s3cr3t=%@h/d",
        "postgresql://ann:12?s3cr3t=%zz&x=1@h/d",
        "postgresql://ann:12?port=s3cr3t@h/d",
        "postgresql://ann:12?service=s3cr3t@h/d",
        "postgresql://ann:s3cr3t#x@h!/d",
        "postgresql://ann:s3cr3t@/x@h/d",
        "postgresql://ann:s3cr3t@h:port/d",
        "postgresql://ann:s3cr3t@h:0/d",
        "postgresql://ann:s3cr3t@h1,,h2/d",
        "postgresql://ann:s3cr3t@[::1/d",
        "postgresql://ann:s3cr3t@h/d/e",
        "postgresql://ann:s3cr3t@h/%zz",
        "postgresql://ann:s3cr3t@h/d?x",
        "postgresql://ann:s3cr3t@h/d?host=x",
        "postgresql://ann:s3cr3t@h/d?ssl=%zz",
        "postgresql://ann:s3cr3t@h/d?target_session_attrs=x",
        "postgresql://h/d?target_session_attrs=any;password=s3cr3t",
        "postgresql://h/d?sslmode=require;Password=s3cr3t",
        "postgresql://h/d?x=1;password=s3cr3t",
        "postgresql://h/d?user=ann&password=s3cr3t%zz",
        "postgresql://h/d?user=ann&password=x&s3cr3t",
        "postgresql://h/d?user=ann&password=x&s3cr3t=%zz",
        "jdbc:postgresql://h/d?password=s3cr3t&port=1",
        "jdbc:postgresql:d?password=s3cr3t"
      })
  void wrongUrlIsRefusedWithoutIt(String url) {
    Throwable thrown = catchThrowable(() -> Database.connect(url));
    assertThat(thrown).isInstanceOf(InvalidValueException.class);
    assertSecret(thrown);
  }

  @Test
  void isNotShownWhereTheServerRefusesTheUser(TestDatabase database) {
    String url = withCredentials(database.url(), "lintel_nobody:s3cr3t");
    Throwable thrown = catchThrowable(() -> Database.connect(url));
    assertThat(thrown)
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("lintel_nobody")
        .hasMessageContaining("SQLSTATE 28");
    assertSecret(thrown);
  }

  @Test
  void isNotShownWhereTheDatabaseIsUnknown(TestDatabase database) {
    database.execute("CREATE ROLE lintel_lost LOGIN PASSWORD 's3cr3t'");
    driverLog.clear(); // of the statement above
    String url = database.url().replaceFirst("/lintel_test_\\w+", "/lintel_nowhere");
    Throwable thrown =
        catchThrowable(() -> Database.connect(withCredentials(url, "lintel_lost:s3cr3t")));
    database.execute("DROP ROLE lintel_lost");
    assertThat(thrown)
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("lintel_nowhere")
        .satisfies(e -> assertThat(((DatabaseException) e).getSqlState()).isEqualTo("3D000"));
    assertSecret(thrown);
  }

  @Test
  void isNotShownWhereNobodyListens() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    Throwable thrown =
        catchThrowable(() -> Database.connect("postgresql://ann:s3cr3t@127.0.0.1:" + port + "/d"));
    assertThat(thrown)
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("127.0.0.1:" + port)
        .satisfies(e -> assertThat(((DatabaseException) e).getSqlState()).startsWith("08"));
    assertSecret(thrown);
  }

  @Test
  void isNotShownWhereTheHostIsUnknown() {
    Throwable thrown =
        catchThrowable(() -> Database.connect("postgresql://ann:s3cr3t@nowhere.invalid/d"));
    assertThat(thrown)
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("nowhere.invalid");
    assertSecret(thrown);
  }

  @Test
  void isNotShownWhereItMadeAParameterByMistake() {
    // an unencoded question mark: the rest of the password reads as the name of a parameter
    Throwable thrown =
        catchThrowable(() -> Database.connect("postgresql://127.0.0.1:1?s3cr3t=x@nowhere/d"));
    assertThat(thrown).isInstanceOf(DatabaseException.class);
    assertThat(log.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .anyMatch(line -> line.contains("query parameter 1"));
    assertSecret(thrown);
  }

  @Test
  void isNotShownByADatabaseThatWorks(TestDatabase database) throws SQLException {
    database.execute("CREATE ROLE lintel_secretive LOGIN PASSWORD 's3cr3t'");
    driverLog.clear(); // of the statement above
    String url = withCredentials(database.url(), "lintel_secretive:s3cr3t");
    try (Database works = Database.connect(url)) {
      works.useTransaction(
          session -> session.getConnection().createStatement().execute("SELECT 1"));
      assertThat(works.toString()).contains("lintel_secretive").doesNotContain("s3cr3t");
      assertThat(works.dataSource().toString()).doesNotContain("s3cr3t");
    } finally {
      database.execute("DROP ROLE lintel_secretive");
    }
    assertThat(log.list)
        .as("the pool does log, so that there is something to look at")
        .anyMatch(event -> event.getLoggerName().startsWith("com.zaxxer"));
    assertThat(driverLog).as("and so does the driver").isNotEmpty();
    assertSecret(new IllegalStateException());
  }

  /** The server of the other tests may ask for none. */
  @Test
  void isNotShownWhereTheServerAsksForIt(@TempDir Path folder) throws Exception {
    String hba = "host all postgres all trust\nhost all all all scram-sha-256\n";
    Map<String, String> settings =
        Map.of(
            "password_encryption",
            "scram-sha-256",
            "hba_file",
            Files.writeString(folder.resolve("hba.conf"), hba).toString());
    try (EmbeddedServer server = EmbeddedServer.start(settings)) {
      String host = "127.0.0.1:" + server.port() + "/postgres";
      try (Connection admin =
              DriverManager.getConnection("jdbc:postgresql://" + host + "?user=postgres");
          Statement statement = admin.createStatement()) {
        statement.execute("CREATE ROLE ann LOGIN PASSWORD 's3cr3t'");
      }
      driverLog.clear(); // of the statement above
      try (Database works = Database.connect("postgresql://ann:s3cr3t@" + host)) {
        works.useTransaction(
            session -> session.getConnection().createStatement().execute("SELECT 1"));
      }
      assertThat(driverLog).as("the login is logged").anyMatch(line -> line.contains("SASL"));
      Throwable thrown =
          catchThrowable(() -> Database.connect("postgresql://ann:other-s3cr3t@" + host));
      assertThat(thrown)
          .isInstanceOf(DatabaseException.class)
          .hasMessageContaining("SQLSTATE 28P01");
      assertSecret(thrown);
    }
  }

  private void assertSecret(Throwable thrown) {
    assertThat(everything(thrown)).doesNotContain("s3cr3t");
    if (thrown instanceof LintelException) {
      assertThat(thrown.getMessage()).isNotBlank();
    }
    for (ILoggingEvent event : new ArrayList<>(log.list)) {
      assertThat(event.getFormattedMessage()).doesNotContain("s3cr3t");
      IThrowableProxy logged = event.getThrowableProxy();
      if (logged != null) {
        assertThat(ThrowableProxyUtil.asString(logged)).doesNotContain("s3cr3t");
      }
    }
    assertThat(driverLog).noneMatch(line -> line.contains("s3cr3t"));
  }

  /** The whole trace: messages, causes and suppressed, as any logger would print it. */
  private static String everything(Throwable thrown) {
    StringWriter trace = new StringWriter();
    thrown.printStackTrace(new PrintWriter(trace, true));
    return thrown + "\n" + thrown.getMessage() + "\n" + trace;
  }

  private static String withCredentials(String url, String credentials) {
    return url.replaceFirst("//[^@]*@", "//" + credentials + "@");
  }

  private final class DriverHandler extends java.util.logging.Handler {

    private final java.util.logging.Formatter formatter = new java.util.logging.SimpleFormatter();

    @Override
    public synchronized void publish(java.util.logging.LogRecord entry) {
      driverLog.add(formatter.format(entry));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
