package dev.lintel.parents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lintel.NoResultFoundException;
import dev.lintel.session.Database;
import dev.lintel.testing.PostgresTest;
import dev.lintel.testing.StatementCounter;
import dev.lintel.testing.TestDatabase;
import java.util.UUID;
import org.apache.ibatis.session.SqlSession;
import org.junit.jupiter.api.Test;

@PostgresTest
class ParentOperationsTest {

  private static final UUID ABSENT = UUID.fromString("00000000-0000-4000-8000-000000000000");

  @Test
  void createsAndReadsBack(SqlSession session) {
    Parent parent = ParentOperations.createParent(session, "House");
    assertThat(parent.getId()).isNotNull();
    assertThat(parent.getName()).isEqualTo("House");
    assertThat(parent.getCreatedAt()).isNotNull().isEqualTo(parent.getUpdatedAt());
    assertThat(ParentOperations.getParentById(session, parent.getId())).isEqualTo(parent);
    assertThat(ParentOperations.findParentById(session, parent.getId())).contains(parent);
  }

  @Test
  void createsAgainWhenItIsCalledAgain(SqlSession session) {
    UUID first = ParentOperations.createParent(session, "House").getId();
    assertThat(ParentOperations.createParent(session, "House").getId()).isNotEqualTo(first);
  }

  @Test
  void getThrowsWhenNoRowIsThere(SqlSession session) {
    assertThatExceptionOfType(NoResultFoundException.class)
        .isThrownBy(() -> ParentOperations.getParentById(session, ABSENT))
        .withMessageContaining("parent " + ABSENT)
        .satisfies(e -> assertThat(e.getId()).isEqualTo(ABSENT));
  }

  @Test
  void findIsEmptyWhenNoRowIsThere(SqlSession session) {
    assertThat(ParentOperations.findParentById(session, ABSENT)).isEmpty();
  }

  @Test
  void isSeenByOthersOnceCommitted(Database database) {
    try (SqlSession session = database.openSession();
        SqlSession other = database.openSession()) {
      Parent parent = ParentOperations.createParent(session, "House");
      assertThat(ParentOperations.findParentById(other, parent.getId())).isEmpty();
      session.commit(true);
      assertThat(ParentOperations.findParentById(other, parent.getId())).contains(parent);
    }
  }

  @Test
  void equalsByItsValuesAndPrintsOnOneLine(SqlSession session) {
    Parent parent = ParentOperations.createParent(session, "Ho\nuse");
    Parent same = ParentOperations.getParentById(session, parent.getId());
    assertThat(same).isNotSameAs(parent).isEqualTo(parent).hasSameHashCodeAs(parent);
    assertThat(parent).isNotEqualTo(ParentOperations.createParent(session, "Ho\nuse"));
    assertThat(parent.equals(null)).isFalse();
    assertThat(parent.toString()).contains(parent.getId().toString()).doesNotContain("\n");
  }

  @Test
  void eachOperationIsOneStatementAndOneRoundTrip(TestDatabase database) throws Exception {
    try (StatementCounter counter = new StatementCounter(database)) {
      counter.count(session -> ParentOperations.createParent(session, "House"));
      assertThat(counter.statements()).hasSize(1);
      assertThat(counter.roundTrips()).isEqualTo(1);
      counter.count(session -> ParentOperations.findParentById(session, ABSENT));
      assertThat(counter.statements()).hasSize(1);
      assertThat(counter.roundTrips()).isEqualTo(1);
      counter.count(
          session -> {
            UUID id = ParentOperations.createParent(session, "House").getId();
            counter.reset();
            return ParentOperations.getParentById(session, id);
          });
      assertThat(counter.statements()).hasSize(1);
      assertThat(counter.roundTrips()).isEqualTo(1);
    }
  }
}
