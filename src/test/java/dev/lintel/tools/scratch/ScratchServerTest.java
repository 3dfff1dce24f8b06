package dev.lintel.tools.scratch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lintel.testing.PostgresTest;
import dev.lintel.testing.TestDatabase;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@PostgresTest
class ScratchServerTest {

  /** A command that is stopped while it has a scratch database and a statement runs there. */
  public static final class Stopped {

    private Stopped() {}

    public static void main(String[] arguments) throws Exception {
      ScratchDatabase database = ScratchServer.at(arguments[0]).create();
      Thread statement =
          new Thread(
              () -> {
                try (var connection = database.connect();
                    var sql = connection.createStatement()) {
                  System.out.println(connection.getCatalog());
                  sql.execute("SELECT pg_sleep(600)");
                } catch (java.sql.SQLException e) {
                  System.out.println("ended: " + e.getMessage());
                }
              });
      statement.setDaemon(true);
      statement.start();
      System.in.read();
      System.exit(130); // as Ctrl-C does: the hooks run, nothing is closed
    }
  }

  @Test
  @Timeout(60)
  void leavesNothingOnTheServerWhenTheCommandIsStopped(TestDatabase database) throws Exception {
    Process command =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                Stopped.class.getName(),
                database.url())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String name;
    try (var out = new BufferedReader(new InputStreamReader(command.getInputStream(), UTF_8))) {
      name = out.lines().filter(line -> line.startsWith("lintel_scratch_")).findFirst().get();
      assertThat(exists(database, name)).isEqualTo("true");
      command.getOutputStream().close();
      assertThat(command.waitFor(50, TimeUnit.SECONDS)).isTrue();
    } finally {
      command.destroyForcibly();
    }
    assertThat(command.exitValue()).isEqualTo(130);
    assertThat(exists(database, name)).isEqualTo("false");
  }

  private static String exists(TestDatabase database, String name) {
    return String.valueOf(
        database.value(
            "SELECT (count(*) > 0)::text FROM pg_database WHERE datname = '" + name + "'"));
  }
}
