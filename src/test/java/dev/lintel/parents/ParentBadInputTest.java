package dev.lintel.parents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lintel.InvalidValueException;
import dev.lintel.testing.BadTexts;
import dev.lintel.testing.PostgresTest;
import dev.lintel.testing.TestDatabase;
import java.util.List;
import java.util.UUID;
import org.apache.ibatis.session.SqlSession;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What is refused before it reaches the server: the caller's transaction goes on and commits. */
@PostgresTest
class ParentBadInputTest {

  private static void assertRefused(String field, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOf(InvalidValueException.class)
        .hasMessageStartingWith(field + ": expected ")
        .extracting(e -> ((InvalidValueException) e).getField())
        .isEqualTo(field);
  }

  @Test
  void isRefusedAndTheTransactionCommitsItsOtherWork(TestDatabase database) {
    UUID after;
    try (SqlSession session = database.database().openSession()) {
      ParentOperations.createParent(session, "before");
      BadTexts.longerThan(200)
          .values()
          .forEach(bad -> assertRefused("name", () -> ParentOperations.createParent(session, bad)));
      assertRefused("parentId", () -> ParentOperations.getParentById(session, null));
      assertRefused("parentId", () -> ParentOperations.findParentById(session, null));
      after = ParentOperations.createParent(session, "after").getId();
      session.commit();
    }
    assertThat(database.value("SELECT id::text FROM lintel.parents WHERE name = 'after'"))
        .isEqualTo(after.toString());
    assertThat(database.query("DELETE FROM lintel.parents RETURNING name"))
        .containsExactlyInAnyOrder(List.of("before"), List.of("after"));
  }

  @Test
  void namesAMissingSession() {
    UUID id = UUID.randomUUID();
    assertRefused("session", () -> ParentOperations.createParent(null, "House"));
    assertRefused("session", () -> ParentOperations.getParentById(null, id));
    assertRefused("session", () -> ParentOperations.findParentById(null, id));
  }

  @Test
  void takesTheLongestName(SqlSession session) {
    String name = BadTexts.longest(200);
    assertThat(ParentOperations.createParent(session, name).getName()).isEqualTo(name);
  }
}
