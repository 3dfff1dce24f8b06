package dev.lintel.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lintel.CommitOutcomeUnknownException;
import dev.lintel.ConstraintViolationException;
import dev.lintel.faults.Wire.Direction;
import dev.lintel.items.ItemOperations;
import dev.lintel.items.NewItem;
import dev.lintel.session.Database;
import dev.lintel.testing.PostgresTest;
import dev.lintel.testing.TestDatabase;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A COMMIT that never reaches the server, and one whose answer never comes back. */
@PostgresTest
@Tag("faults")
class StalledCommitTest {

  private static final HeldUp HELD_UP = new HeldUp("stalled commit", "socketTimeout of 2 s");

  @AfterAll
  static void writeFigures() {
    HELD_UP.writeFigures();
  }

  @ParameterizedTest
  @EnumSource(Direction.class)
  void outcomeIsUnknownAndTheSameWorkCanBeRepeated(Direction direction, TestDatabase database)
      throws Exception {
    UUID id = UUID.randomUUID();
    NewItem item = NewItem.builder().id(id).name("Lamp").status("committed").build();
    OwnThreads.run(
        () -> {
          try (Wire wire = Wire.before(database.url());
              Database own = Database.connect(wire.url(database.url(), "socketTimeout=2"))) {
            assertThat(
                    HELD_UP.thrownBy(
                        Duration.ofSeconds(2),
                        () ->
                            own.useTransaction(
                                session -> {
                                  ItemOperations.createItem(session, item);
                                  wire.stall(direction);
                                })))
                .isInstanceOf(CommitOutcomeUnknownException.class)
                .hasMessageContaining("socketTimeout of 2 s")
                .hasMessageContaining("SQLSTATE 08006");
            wire.reset(); // a COMMIT that is still on its way would yet be carried out
            wire.flow();
            boolean repeated = repeat(own, item);
            assertThat(repeated).isEqualTo(direction == Direction.TO_SERVER);
          }
        });
    assertThat(database.value("SELECT count(*) FROM lintel.items WHERE id = '" + id + "'"))
        .isEqualTo("1");
  }

  /** With the caller's own id the row itself tells whether the first COMMIT was carried out. */
  private static boolean repeat(Database database, NewItem item) {
    try {
      database.useTransaction(session -> ItemOperations.createItem(session, item));
      return true;
    } catch (ConstraintViolationException e) {
      assertThat(e.getConstraint()).isEqualTo("items_pkey");
      return false;
    }
  }
}
