package dev.lintel.tools.scratch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lintel.testing.OwnJvm;
import dev.lintel.testing.PostgresTest;
import dev.lintel.testing.TestDatabase;
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
                  System.out.println("in " + connection.getCatalog());
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
    String name;
    try (OwnJvm command = OwnJvm.start(Stopped.class, database.url())) {
      name = command.await("in ");
      assertThat(exists(database, name)).isEqualTo("true");
      assertThat(command.end()).isEqualTo(130);
    }
    assertThat(exists(database, name)).isEqualTo("false");
  }

  private static String exists(TestDatabase database, String name) {
    return String.valueOf(
        database.value(
            "SELECT (count(*) > 0)::text FROM pg_database WHERE datname = '" + name + "'"));
  }
}
