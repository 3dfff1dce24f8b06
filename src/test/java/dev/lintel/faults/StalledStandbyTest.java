package dev.lintel.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lintel.CommitOutcomeUnknownException;
import dev.lintel.items.ItemOperations;
import dev.lintel.session.Database;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A standby that gets all and writes it down, but does not carry it out. */
@Tag("faults")
class StalledStandbyTest {

  private static final String COUNT = "SELECT count(*) FROM lintel.items WHERE status = 'applied'";

  @Test
  void onlyTheSocketTimeoutEndsACommitThatWaitsForIt() throws Exception {
    HeldUp heldUp = new HeldUp("stalled standby", "socketTimeout of 3 s");
    try (Replication servers = Replication.start()) {
      servers.second().value("SELECT pg_wal_replay_pause()");
      OwnThreads.run(
          () -> {
            try (Database database = connect(servers, "on")) {
              create(database, "written down");
            }
            try (Database database = connect(servers, "remote_apply")) {
              assertThat(heldUp.thrownBy(Duration.ofSeconds(3), () -> create(database, "applied")))
                  .isInstanceOf(CommitOutcomeUnknownException.class)
                  .hasMessageContaining("socketTimeout of 3 s");
            }
          });
      assertThat(servers.second().value(COUNT)).isEqualTo("0");
      servers.second().value("SELECT pg_wal_replay_resume()");
      servers.second().awaitTrue(COUNT.replace("count(*)", "count(*) = 1"));
      assertThat(servers.first().value(COUNT)).isEqualTo("1");
    }
    heldUp.writeFigures();
  }

  /** The statement's own second counts for statements, and a COMMIT that waits is none. */
  private static Database connect(Replication servers, String synchronousCommit) {
    return Database.builder()
        .url(
            servers.url()
                + "&socketTimeout=3&options=-c%20synchronous_commit%3D"
                + synchronousCommit)
        .statementTimeout(Duration.ofSeconds(1))
        .build();
  }

  private static void create(Database database, String status) {
    database.useTransaction(session -> ItemOperations.createItem(session, "Lamp", status));
  }
}
