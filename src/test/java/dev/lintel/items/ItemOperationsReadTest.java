package dev.lintel.items;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lintel.NoResultFoundException;
import dev.lintel.parents.Parent;
import dev.lintel.parents.ParentOperations;
import dev.lintel.session.Database;
import dev.lintel.testing.PostgresTest;
import dev.lintel.testing.StoredItems;
import java.util.List;
import java.util.UUID;
import org.apache.ibatis.session.SqlSession;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@PostgresTest
class ItemOperationsReadTest {

  private static final UUID ABSENT = UUID.fromString("00000000-0000-4000-8000-000000000000");

  @Nested
  class GetItemById {

    @Test
    void readsTheRowOfThatIdOnly(SqlSession session) {
      Item lamp = ItemOperations.createItem(session, "Lamp", "new");
      Item chair = ItemOperations.createItem(session, "Chair", "new");
      assertThat(ItemOperations.getItemById(session, lamp.getId())).isEqualTo(lamp);
      assertThat(ItemOperations.getItemById(session, chair.getId())).isEqualTo(chair);
    }

    @Test
    void throwsWhenNoRowIsThere(SqlSession session) {
      assertThatExceptionOfType(NoResultFoundException.class)
          .isThrownBy(() -> ItemOperations.getItemById(session, ABSENT))
          .withMessageContaining("item " + ABSENT)
          .satisfies(e -> assertThat(e.getId()).isEqualTo(ABSENT));
    }

    @Test
    void seesWhatAnotherSessionCommittedSinceTheLastRead(Database database) {
      Item item = database.inTransaction(s -> ItemOperations.createItem(s, "Lamp", "read"));
      try (SqlSession session = database.openSession()) {
        assertThat(ItemOperations.getItemById(session, item.getId())).isEqualTo(item);
        Item changed =
            database.inTransaction(s -> ItemOperations.updateItemStatus(s, item.getId(), "gone"));
        assertThat(ItemOperations.getItemById(session, item.getId())).isEqualTo(changed);
      }
    }
  }

  @Nested
  class FindItemById {

    @Test
    void readsTheRow(SqlSession session) {
      Item item = ItemOperations.createItem(session, "Lamp", "new");
      assertThat(ItemOperations.findItemById(session, item.getId())).contains(item);
    }

    @Test
    void isEmptyWhenNoRowIsThere(SqlSession session) {
      assertThat(ItemOperations.findItemById(session, ABSENT)).isEmpty();
    }
  }

  @Nested
  class GetItemWithParentById {

    @Test
    void readsBoth(SqlSession session) {
      Parent parent = ParentOperations.createParent(session, "House");
      Item item = createIn(session, parent, "Lamp");
      ItemWithParent both = ItemOperations.getItemWithParentById(session, item.getId());
      assertThat(both.getItem()).isEqualTo(item);
      assertThat(both.getParent()).isEqualTo(parent);
    }

    @Test
    void givesNullForNoParent(SqlSession session) {
      Item item = ItemOperations.createItem(session, "Lamp", "new");
      ItemWithParent both = ItemOperations.getItemWithParentById(session, item.getId());
      assertThat(both.getItem()).isEqualTo(item);
      assertThat(both.getParent()).isNull();
    }

    @Test
    void throwsWhenNoItemIsThere(SqlSession session) {
      Parent parent = ParentOperations.createParent(session, "House");
      assertThatExceptionOfType(NoResultFoundException.class)
          .isThrownBy(() -> ItemOperations.getItemWithParentById(session, parent.getId()))
          .withMessageContaining("item " + parent.getId());
    }
  }

  @Nested
  class GetParentWithItemsById {

    @Test
    void readsTheParentAndItsItemsOldestFirst(SqlSession session) {
      Parent parent = ParentOperations.createParent(session, "House");
      Parent other = ParentOperations.createParent(session, "Shed");
      Item younger = createIn(session, parent, "Chair");
      Item older = createIn(session, parent, "Lamp");
      createIn(session, other, "Rake");
      ItemOperations.createItem(session, "Stray", "new");
      StoredItems.age(session, "items", older.getId(), 60);

      ParentWithItems both = ItemOperations.getParentWithItemsById(session, parent.getId());

      assertThat(both.getParent()).isEqualTo(parent);
      assertThat(both.getItems())
          .containsExactly(ItemOperations.getItemById(session, older.getId()), younger);
    }

    @Test
    void keepsItemsThatAreAlikeButForTheirId(SqlSession session) {
      Parent parent = ParentOperations.createParent(session, "House");
      Item first = createIn(session, parent, "Lamp");
      Item second = createIn(session, parent, "Lamp");
      assertThat(ItemOperations.getParentWithItemsById(session, parent.getId()).getItems())
          .containsExactlyInAnyOrder(first, second);
    }

    @Test
    void givesAnEmptyListForAParentWithoutItems(SqlSession session) {
      Parent parent = ParentOperations.createParent(session, "House");
      ParentWithItems both = ItemOperations.getParentWithItemsById(session, parent.getId());
      assertThat(both.getParent()).isEqualTo(parent);
      assertThat(both.getItems()).isEmpty();
    }

    @Test
    void throwsWhenNoParentIsThere(SqlSession session) {
      assertThatExceptionOfType(NoResultFoundException.class)
          .isThrownBy(() -> ItemOperations.getParentWithItemsById(session, ABSENT))
          .withMessageContaining("parent " + ABSENT);
    }
  }

  @Nested
  class ListItemsByParent {

    @Test
    void listsOnlyThatParentsItemsOldestFirst(SqlSession session) {
      Parent parent = ParentOperations.createParent(session, "House");
      Parent other = ParentOperations.createParent(session, "Shed");
      Item younger = createIn(session, parent, "Chair");
      Item older = createIn(session, parent, "Lamp");
      createIn(session, other, "Rake");
      StoredItems.age(session, "items", older.getId(), 60);
      assertThat(ItemOperations.listItemsByParent(session, parent.getId()))
          .extracting(Item::getId)
          .isEqualTo(List.of(older.getId(), younger.getId()));
    }

    @Test
    void isEmptyForAParentThatIsNotThere(SqlSession session) {
      assertThat(ItemOperations.listItemsByParent(session, ABSENT)).isEmpty();
    }
  }

  private static Item createIn(SqlSession session, Parent parent, String name) {
    return ItemOperations.createItem(
        session, NewItem.builder().name(name).status("new").parentId(parent.getId()).build());
  }
}
