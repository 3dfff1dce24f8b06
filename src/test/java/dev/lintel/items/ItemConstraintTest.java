package dev.lintel.items;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lintel.ConstraintViolationException;
import dev.lintel.testing.PostgresTest;
import dev.lintel.testing.TestDatabase;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.apache.ibatis.session.SqlSession;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What only the server can know: it says which constraint, and which value. */
@PostgresTest
class ItemConstraintTest {

  private static NewItem.Builder good() {
    return NewItem.builder().name("Lamp").status("new");
  }

  private static void assertViolation(
      ThrowingCallable call, String constraint, UUID value, String sqlState) {
    ConstraintViolationException e = catchThrowableOfType(ConstraintViolationException.class, call);
    assertThat(e).isNotNull();
    assertThat(e.getConstraint()).isEqualTo(constraint);
    assertThat(e.getValue()).isEqualTo(value.toString());
    assertThat(e.getSqlState()).isEqualTo(sqlState);
    assertThat(e.getMessage())
        .startsWith(constraint + ": ")
        .contains(value.toString())
        .contains(sqlState);
    assertThat(e).hasRootCauseInstanceOf(SQLException.class);
  }

  @Test
  void namesTheUnknownParent(SqlSession session) {
    UUID unknown = UUID.randomUUID();
    assertViolation(
        () -> ItemOperations.createItem(session, good().parentId(unknown).build()),
        "fk_items_parent_id",
        unknown,
        "23503");
  }

  @Test
  void namesTheUnknownParentAmongMany(SqlSession session) {
    UUID unknown = UUID.randomUUID();
    List<NewItem> items = List.of(good().build(), good().parentId(unknown).build());
    assertViolation(
        () -> ItemOperations.createItems(session, items), "fk_items_parent_id", unknown, "23503");
  }

  @Test
  void namesTheIdThatIsTaken(SqlSession session) {
    UUID taken = ItemOperations.createItem(session, "Lamp", "new").getId();
    assertViolation(
        () -> ItemOperations.createItem(session, good().id(taken).build()),
        "items_pkey",
        taken,
        "23505");
  }

  @Test
  void namesTheIdThatIsTakenAmongMany(SqlSession session) {
    UUID taken = ItemOperations.createItem(session, "Lamp", "new").getId();
    List<NewItem> items = List.of(good().build(), good().id(taken).build());
    assertViolation(() -> ItemOperations.createItems(session, items), "items_pkey", taken, "23505");
  }

  @Test
  void leavesTheSessionUsableAfterARollback(TestDatabase database) {
    UUID unknown = UUID.randomUUID();
    Item after;
    try (SqlSession session = database.database().openSession()) {
      ItemOperations.createItem(session, "before", "rolled back");
      assertViolation(
          () -> ItemOperations.createItem(session, good().parentId(unknown).build()),
          "fk_items_parent_id",
          unknown,
          "23503");
      session.rollback();
      after = ItemOperations.createItem(session, "after", "rolled back");
      session.commit();
    }
    assertThat(database.query("SELECT id::text FROM lintel.items WHERE status = 'rolled back'"))
        .containsExactly(List.of(after.getId().toString()));
  }
}
