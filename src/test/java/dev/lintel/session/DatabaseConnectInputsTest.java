package dev.lintel.session;

import static dev.lintel.session.DatabaseUrlInputsTest.SECRET;
import static dev.lintel.session.DatabaseUrlInputsTest.encoded;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lintel.DatabaseException;
import dev.lintel.InvalidValueException;
import dev.lintel.LintelException;
import dev.lintel.faults.InputFigures;
import dev.lintel.faults.InputRun;
import dev.lintel.faults.Inputs;
import dev.lintel.testing.Load;
import dev.lintel.testing.PostgresTest;
import dev.lintel.testing.TestDatabase;
import java.net.URI;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * URLs are not only taken apart: each connects to the server, or is refused by it or by a port that
 * nobody listens on, and the password stands in no message.
 */
@PostgresTest
@Tag("faults")
@Timeout(value = 1, unit = TimeUnit.HOURS) // the run ends an input that hangs
class DatabaseConnectInputsTest {

  private static final String CLOSED = "127.0.0.1:1";

  /** They sleep: the pool waits a second after it was refused. */
  private static final int THREADS = 50;

  private static String url(Inputs in, URI server, String address) {
    StringBuilder url = new StringBuilder(in.of(DatabaseUrlInputsTest.SCHEMES));
    boolean known = in.one(2);
    if (known) {
      url.append(server.getRawUserInfo());
    } else {
      url.append(in.one(8) ? in.text(20) : encoded(in.text(20)));
      url.append(':').append(SECRET).append(encoded(in.text(20)));
    }
    String hosts = in.of(List.of(address, address, CLOSED, CLOSED + "," + address));
    url.append('@').append(hosts);
    url.append(known ? server.getRawPath() : "/" + encoded(in.text(20)));
    List<String> query = new ArrayList<>();
    if (server.getRawQuery() != null) {
      query.add(server.getRawQuery());
    }
    for (int i = in.upTo(2); i > 0; i--) {
      query.add(in.one(6) ? in.text(20) : in.of(DatabaseUrlInputsTest.QUERIES));
    }
    return url.append(query.isEmpty() ? "" : "?" + String.join("&", query)).toString();
  }

  /** What is refused without a connection is so here too; no name of a host is looked up. */
  private static boolean leadsAway(String given, String address) {
    DatabaseUrl url;
    try {
      url = DatabaseUrl.parse(given);
    } catch (LintelException e) {
      return false;
    }
    for (int i = 0; i < url.hosts().length; i++) {
      if (!List.of(address, CLOSED).contains(url.hosts()[i] + ":" + url.ports()[i])) {
        return true;
      }
    }
    return false;
  }

  private static void connect(String url) throws Exception {
    try (Database database = Database.connect(url);
        Connection connection = database.dataSource().getConnection()) {
      assertThat(connection.isValid(5)).isTrue();
      assertThat(database.toString()).doesNotContain(SECRET);
    } catch (LintelException e) {
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        assertThat(String.valueOf(cause.getMessage())).doesNotContain(SECRET);
      }
      if (e instanceof DatabaseException) { // as it must be here, and nowhere else
        throw new InvalidValueException("url", "one that connects", e.getMessage(), e);
      }
      throw e;
    }
  }

  @Test
  void eachConnectsOrIsRefusedWithoutItsPassword(TestDatabase database) {
    URI server = URI.create(database.url());
    String address = server.getHost() + ":" + (server.getPort() < 0 ? 5432 : server.getPort());
    int count = Load.slowInputs(20, 1_000);
    AtomicInteger connected = new AtomicInteger();
    List<String> states = Collections.synchronizedList(new ArrayList<>());
    InputRun run =
        InputRun.of(
            "Database.connect",
            count,
            THREADS,
            in -> {
              String url = url(in, server, address);
              if (leadsAway(url, address)) {
                return;
              }
              try {
                connect(url);
                connected.incrementAndGet();
              } catch (InvalidValueException e) {
                if (e.getCause() instanceof DatabaseException) {
                  states.add(((DatabaseException) e.getCause()).getSqlState());
                }
                throw e;
              }
            });
    assertThat(connected).as("connected").hasPositiveValue();
    assertThat(states).as("refused by a closed port").contains("08001");
    assertThat(run.refused()).as("refused before").isGreaterThan(states.size());
    InputFigures.write("inputs of connections", Map.of("Database.connect", count));
  }
}
