package dev.lintel.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lintel.CommitOutcomeUnknownException;
import dev.lintel.items.Item;
import dev.lintel.items.ItemOperations;
import dev.lintel.migrations.Migrations;
import dev.lintel.session.Database;
import dev.lintel.tools.scratch.EmbeddedServer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A COMMIT waits for a synchronous standby that is not there, beyond its statement_timeout. */
@Tag("faults")
class MissingStandbyTest {

  private static final String WAITING = "FROM pg_stat_activity WHERE wait_event = 'SyncRep'";

  private static EmbeddedServer server;

  @BeforeAll
  static void start() {
    server = EmbeddedServer.start(Map.of("synchronous_standby_names", "nobody"));
    try (Database database = Database.connect(url("local"))) {
      Migrations.over(database.dataSource()).upgrade();
    }
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"on", "remote_apply"})
  void onlyTheSocketTimeoutEndsTheCommit(String synchronousCommit) throws Exception {
    AtomicReference<Item> item = new AtomicReference<>();
    OwnThreads.run(
        () -> {
          try (Database database =
              Database.builder()
                  .url(url(synchronousCommit) + "&socketTimeout=3")
                  .statementTimeout(Duration.ofSeconds(1))
                  .build()) {
            assertThatThrownBy(
                    () ->
                        database.useTransaction(
                            session -> item.set(ItemOperations.createItem(session, "Lamp", "new"))))
                .isInstanceOf(CommitOutcomeUnknownException.class)
                .hasMessageContaining("socketTimeout of 3 s");
          }
        });
    try (Database database = Database.connect(url("local"))) {
      assertThat(number(database, "count(*) " + WAITING)).as("on the server it goes on").isOne();
      assertThat(number(database, "count(pg_cancel_backend(pid)) " + WAITING)).isOne();
      awaitNobodyWaits(database);
      Item read = database.inTransaction(s -> ItemOperations.getItemById(s, item.get().getId()));
      assertThat(read).as("it was carried out all the same").isEqualTo(item.get());
    }
  }

  private static String url(String synchronousCommit) {
    return server.url() + "?options=-c%20synchronous_commit%3D" + synchronousCommit;
  }

  private static void awaitNobodyWaits(Database database) throws SQLException {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (number(database, "count(*) " + WAITING) > 0) {
      assertThat(System.nanoTime()).as("time until the server goes on").isLessThan(end);
    }
  }

  private static long number(Database database, String select) throws SQLException {
    return database.<Long, SQLException>inAutoCommit(
        session -> {
          try (Statement statement = session.getConnection().createStatement();
              ResultSet row = statement.executeQuery("SELECT " + select)) {
            row.next();
            return row.getLong(1);
          }
        });
  }
}
