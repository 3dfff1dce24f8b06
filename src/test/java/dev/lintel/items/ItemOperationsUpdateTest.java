package dev.lintel.items;

import static java.util.Collections.emptyMap;
import static java.util.Collections.singletonMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lintel.NoResultFoundException;
import dev.lintel.StaleStateException;
import dev.lintel.parents.Parent;
import dev.lintel.parents.ParentOperations;
import dev.lintel.session.Database;
import dev.lintel.testing.PostgresTest;
import dev.lintel.testing.TestDatabase;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.apache.ibatis.session.SqlSession;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@PostgresTest
class ItemOperationsUpdateTest {

  private static final UUID ABSENT = UUID.fromString("00000000-0000-4000-8000-000000000000");

  static Stream<Arguments> changes() {
    return Stream.of(
        change("status", (s, id) -> ItemOperations.updateItemStatus(s, id, "done")),
        change("compared status", (s, id) -> ItemOperations.updateItemStatus(s, id, "new", "done")),
        change(
            "replaced metadata",
            (s, id) -> ItemOperations.replaceItemMetadata(s, id, Map.of("b", 2))),
        change(
            "merged metadata", (s, id) -> ItemOperations.mergeItemMetadata(s, id, Map.of("b", 2))));
  }

  private static Arguments change(String name, BiFunction<SqlSession, UUID, Item> change) {
    return Arguments.of(name, change);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("changes")
  void renewsUpdatedAtInALaterTransactionAndKeepsAllElse(
      String name, BiFunction<SqlSession, UUID, Item> change, Database database) {
    Item item =
        database.inTransaction(
            session -> {
              Parent parent = ParentOperations.createParent(session, "House");
              return ItemOperations.createItem(
                  session,
                  NewItem.builder()
                      .name("Lamp")
                      .status("new")
                      .description("by the door")
                      .parentId(parent.getId())
                      .build());
            });
    Item changed = database.inTransaction(session -> change.apply(session, item.getId()));
    assertThat(changed.getUpdatedAt()).isAfter(item.getUpdatedAt());
    assertThat(changed.getCreatedAt()).isEqualTo(item.getCreatedAt());
    assertThat(changed.getName()).isEqualTo("Lamp");
    assertThat(changed.getDescription()).isEqualTo("by the door");
    assertThat(changed.getParentId()).isEqualTo(item.getParentId());
    Item stored =
        database.inTransaction(session -> ItemOperations.getItemById(session, item.getId()));
    assertThat(stored).isEqualTo(changed);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("changes")
  void throwsWhenNoRowIsThere(
      String name, BiFunction<SqlSession, UUID, Item> change, SqlSession session) {
    throwsNoResult(() -> change.apply(session, ABSENT));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("changes")
  void leavesOtherRowsAlone(
      String name, BiFunction<SqlSession, UUID, Item> change, SqlSession session) {
    Item other = ItemOperations.createItem(session, "Chair", "new");
    Item item = ItemOperations.createItem(session, "Lamp", "new");
    change.apply(session, item.getId());
    assertThat(ItemOperations.getItemById(session, other.getId())).isEqualTo(other);
  }

  @Nested
  class UpdateItemStatus {

    @Test
    void setsTheStatusWhateverItWas(SqlSession session) {
      Item item = ItemOperations.createItem(session, "Lamp", "new");
      Item updated = ItemOperations.updateItemStatus(session, item.getId(), "done");
      assertThat(updated.getStatus()).isEqualTo("done");
      assertThat(ItemOperations.getItemById(session, item.getId())).isEqualTo(updated);
    }

    @Test
    void runsAgainWhenItIsCalledAgain(SqlSession session) {
      UUID id = ItemOperations.createItem(session, "Lamp", "new").getId();
      ItemOperations.updateItemStatus(session, id, "done");
      ItemOperations.updateItemStatus(session, id, "new");
      assertThat(ItemOperations.updateItemStatus(session, id, "done").getStatus())
          .isEqualTo("done");
      assertThat(ItemOperations.getItemById(session, id).getStatus()).isEqualTo("done");
    }
  }

  @Nested
  class CompareAndSet {

    @Test
    void setsTheStatusWhenItIsTheExpectedOne(SqlSession session) {
      Item item = ItemOperations.createItem(session, "Lamp", "new");
      Item updated = ItemOperations.updateItemStatus(session, item.getId(), "new", "done");
      assertThat(updated.getStatus()).isEqualTo("done");
      assertThat(ItemOperations.getItemById(session, item.getId())).isEqualTo(updated);
    }

    @Test
    void setsAStatusToItself(SqlSession session) {
      Item item = ItemOperations.createItem(session, "Lamp", "new");
      assertThat(ItemOperations.updateItemStatus(session, item.getId(), "new", "new"))
          .isEqualTo(item);
    }

    @Test
    void namesWhatItFoundAndChangesNothing(SqlSession session) {
      Item item = ItemOperations.createItem(session, "Lamp", "sold");
      assertThatExceptionOfType(StaleStateException.class)
          .isThrownBy(() -> ItemOperations.updateItemStatus(session, item.getId(), "new", "done"))
          .withMessageContaining(item.getId().toString())
          .withMessageContaining("new")
          .withMessageContaining("sold")
          .satisfies(e -> assertThat(e.getFound()).isEqualTo("sold"));
      assertThat(ItemOperations.getItemById(session, item.getId())).isEqualTo(item);
    }

    @Test
    void comparesTheWholeText(SqlSession session) {
      Item item = ItemOperations.createItem(session, "Lamp", "new ");
      assertThatExceptionOfType(StaleStateException.class)
          .isThrownBy(() -> ItemOperations.updateItemStatus(session, item.getId(), "new", "done"));
    }
  }

  @Nested
  class ReplaceItemMetadata {

    @Test
    void keepsNothingOfTheOld(SqlSession session) {
      UUID id = with(session, Map.of("a", 1, "b", 2));
      assertThat(ItemOperations.replaceItemMetadata(session, id, Map.of("b", 3)).getMetadata())
          .isEqualTo(Map.of("b", 3));
    }

    @Test
    void byTheEmptyDocumentEmpties(SqlSession session) {
      UUID id = with(session, Map.of("a", 1));
      assertThat(ItemOperations.replaceItemMetadata(session, id, emptyMap()).getMetadata())
          .isEmpty();
    }
  }

  @Nested
  class MergeItemMetadata {

    @Test
    void addsAndReplacesKeys(SqlSession session) {
      UUID id = with(session, Map.of("a", 1, "b", 2));
      assertThat(
              ItemOperations.mergeItemMetadata(session, id, Map.of("b", "x", "c", true))
                  .getMetadata())
          .isEqualTo(Map.of("a", 1, "b", "x", "c", true));
    }

    @Test
    void isShallow(SqlSession session) {
      UUID id = with(session, Map.of("box", Map.of("a", 1, "b", 2), "list", List.of(1)));
      assertThat(
              ItemOperations.mergeItemMetadata(
                      session, id, Map.of("box", Map.of("c", 3), "list", List.of(2)))
                  .getMetadata())
          .isEqualTo(Map.of("box", Map.of("c", 3), "list", List.of(2)));
    }

    @Test
    void storesANullAsJsonNull(TestDatabase database) {
      UUID id = database.database().inTransaction(session -> with(session, Map.of("a", 1)));
      Item merged =
          database
              .database()
              .inTransaction(
                  session ->
                      ItemOperations.mergeItemMetadata(session, id, singletonMap("a", null)));
      assertThat(merged.getMetadata()).isEqualTo(singletonMap("a", null));
      assertThat(database.value("SELECT metadata::text FROM lintel.items WHERE id = ?", id))
          .isEqualTo("{\"a\": null}");
    }

    @Test
    void ofNothingChangesNothing(Database database) {
      UUID id = database.inTransaction(session -> with(session, Map.of("a", 1)));
      Item before = database.inTransaction(session -> ItemOperations.getItemById(session, id));
      Item merged =
          database.inTransaction(
              session -> ItemOperations.mergeItemMetadata(session, id, emptyMap()));
      assertThat(merged).isEqualTo(before);
      Item after = database.inTransaction(session -> ItemOperations.getItemById(session, id));
      assertThat(after).isEqualTo(before);
    }

    @Test
    void ofNothingThrowsWhenNoRowIsThere(SqlSession session) {
      throwsNoResult(() -> ItemOperations.mergeItemMetadata(session, ABSENT, emptyMap()));
    }
  }

  @Nested
  class DeleteItem {

    @Test
    void deletesThatRowOnly(SqlSession session) {
      Item lamp = ItemOperations.createItem(session, "Lamp", "deleted");
      Item chair = ItemOperations.createItem(session, "Chair", "deleted");
      ItemOperations.deleteItem(session, lamp.getId());
      assertThat(ItemOperations.listItemsByStatus(session, "deleted")).containsExactly(chair);
    }

    @Test
    void throwsWhenNoRowIsThereAnyMore(SqlSession session) {
      UUID id = ItemOperations.createItem(session, "Lamp", "new").getId();
      ItemOperations.deleteItem(session, id);
      throwsNoResult(() -> ItemOperations.deleteItem(session, id), id);
    }

    @Test
    void lastsOnceCommitted(Database database) {
      UUID id = database.inTransaction(s -> ItemOperations.createItem(s, "Lamp", "new").getId());
      database.useTransaction(session -> ItemOperations.deleteItem(session, id));
      assertThat(
              database.<Boolean, RuntimeException>inTransaction(
                  session -> ItemOperations.findItemById(session, id).isPresent()))
          .isFalse();
    }
  }

  private static UUID with(SqlSession session, Map<String, ?> metadata) {
    return ItemOperations.createItem(
            session, NewItem.builder().name("Lamp").status("new").metadata(metadata).build())
        .getId();
  }

  private static void throwsNoResult(ThrowingCallable call) {
    throwsNoResult(call, ABSENT);
  }

  private static void throwsNoResult(ThrowingCallable call, UUID id) {
    assertThatExceptionOfType(NoResultFoundException.class)
        .isThrownBy(call)
        .withMessageContaining("item " + id)
        .satisfies(e -> assertThat(e.getId()).isEqualTo(id));
  }
}
