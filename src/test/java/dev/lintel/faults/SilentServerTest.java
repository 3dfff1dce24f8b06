package dev.lintel.faults;

import static dev.lintel.faults.Wire.Direction.TO_CLIENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lintel.DatabaseException;
import dev.lintel.items.ItemOperations;
import dev.lintel.session.Database;
import dev.lintel.testing.Load;
import dev.lintel.testing.PostgresTest;
import dev.lintel.testing.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.postgresql.PGProperty;

/**
 * A server that accepts connections, and says nothing, or nothing more in the middle of a login.
 */
@PostgresTest
@Tag("faults")
class SilentServerTest {

  private static final HeldUp HELD_UP =
      new HeldUp("silent server", "socketTimeout of 1 s, or without one after 5 or 10 s");

  @AfterAll
  static void writeFigures() {
    HELD_UP.writeFigures();
  }

  @Test
  void connectEndsByTheSocketTimeout(TestDatabase database) throws Exception {
    OwnThreads.run(
        () -> {
          try (Wire wire = Wire.before(database.url())) {
            wire.fallSilent();
            assertNamed(wire.url(database.url(), "socketTimeout=1"), "socketTimeout of 1 s", 1);
          }
        });
  }

  /** After one byte the question for TLS is answered; after 20 the login is under way. */
  @ParameterizedTest
  @MethodSource("partsOfALogin")
  void loginThatStallsEndsByTheSocketTimeout(int bytes, TestDatabase database) throws Exception {
    OwnThreads.run(
        () -> {
          try (Wire wire = Wire.before(database.url())) {
            wire.stallAfter(TO_CLIENT, bytes);
            assertNamed(wire.url(database.url(), "socketTimeout=1"), "socketTimeout of 1 s", 1);
          }
        });
  }

  static int[] partsOfALogin() {
    return Load.isFull() ? new int[] {1, 20, 200} : new int[] {20};
  }

  /** Without a time-out in the URL: five seconds for the first answer, and ten for all. */
  @ParameterizedTest
  @MethodSource("defaults")
  void defaultsEndItToo(String parameter, String timeout, int seconds, TestDatabase database)
      throws Exception {
    OwnThreads.run(
        () -> {
          try (Wire wire = Wire.before(database.url())) {
            wire.fallSilent();
            assertNamed(wire.url(database.url(), parameter), timeout, seconds);
          }
        });
  }

  static List<Arguments> defaults() {
    List<Arguments> defaults = new ArrayList<>();
    if (PGProperty.forName("sslResponseTimeout") != null) { // not yet in the oldest driver
      defaults.add(Arguments.of("sslmode=require", "sslResponseTimeout", 5));
    }
    if (defaults.isEmpty() || Load.isFull()) {
      defaults.add(Arguments.of("sslmode=disable", "loginTimeout of 10 s", 10));
    }
    return defaults;
  }

  @Test
  void nextHostHasItsTurn(TestDatabase database) throws Exception {
    OwnThreads.run(
        () -> {
          try (Wire wire = Wire.before(database.url())) {
            wire.fallSilent();
            String first = "@127.0.0.1:" + wire.port() + ",";
            String url = database.url().replace("@", first) + "?sslmode=disable&socketTimeout=2";
            try (Database own = Database.connect(url)) {
              long count = own.inTransaction(s -> ItemOperations.countItemsByStatus(s, "new"));
              assertThat(count).isZero();
            }
          }
        });
  }

  private static void assertNamed(String url, String timeout, int seconds) {
    assertThat(HELD_UP.thrownBy(Duration.ofSeconds(seconds), () -> Database.connect(url)))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining(timeout)
        .hasMessageContaining("SQLSTATE 08");
  }
}
