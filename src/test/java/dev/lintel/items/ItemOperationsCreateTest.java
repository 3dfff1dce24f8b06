package dev.lintel.items;

import static java.util.Collections.emptyList;
import static java.util.Collections.emptyMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lintel.ConstraintViolationException;
import dev.lintel.InvalidValueException;
import dev.lintel.parents.Parent;
import dev.lintel.parents.ParentOperations;
import dev.lintel.session.Database;
import dev.lintel.testing.PostgresTest;
import dev.lintel.testing.RandomJson;
import dev.lintel.testing.TestDatabase;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.ibatis.session.SqlSession;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@PostgresTest
class ItemOperationsCreateTest {

  @Nested
  class CreateItem {

    @Test
    void fillsWhatWasNotGiven(SqlSession session) {
      Item item = ItemOperations.createItem(session, "Lamp", "new");
      assertThat(item.getId()).isNotNull();
      assertThat(item.getName()).isEqualTo("Lamp");
      assertThat(item.getStatus()).isEqualTo("new");
      assertThat(item.getDescription()).isNull();
      assertThat(item.getMetadata()).isEmpty();
      assertThat(item.getParentId()).isNull();
      assertThat(item.getCreatedAt()).isNotNull().isEqualTo(item.getUpdatedAt());
    }

    @Test
    void storesAllThatWasGiven(SqlSession session) {
      Parent parent = ParentOperations.createParent(session, "House");
      UUID id = UUID.randomUUID();
      Item item =
          ItemOperations.createItem(
              session,
              NewItem.builder()
                  .id(id)
                  .name("Lamp")
                  .status("new")
                  .description("by the door")
                  .metadata(Map.of("watts", 40))
                  .parentId(parent.getId())
                  .build());
      assertThat(item.getId()).isEqualTo(id);
      assertThat(item.getDescription()).isEqualTo("by the door");
      assertThat(item.getMetadata()).isEqualTo(Map.of("watts", 40));
      assertThat(item.getParentId()).isEqualTo(parent.getId());
      assertThat(ItemOperations.getItemById(session, id)).isEqualTo(item);
    }

    @Test
    void givesTheTimesThatTheServerStored(TestDatabase database) {
      Item item =
          database
              .database()
              .inTransaction(session -> ItemOperations.createItem(session, "Lamp", "times"));
      assertThat(
              database.value(
                  "SELECT created_at = ?::timestamptz AND updated_at = ?::timestamptz"
                      + " FROM lintel.items WHERE id = ?",
                  item.getCreatedAt().toString(),
                  item.getUpdatedAt().toString(),
                  item.getId()))
          .isEqualTo("t");
    }

    @Test
    void createsAgainWhenItIsCalledAgain(SqlSession session) {
      Item first = ItemOperations.createItem(session, "Lamp", "twice");
      Item second = ItemOperations.createItem(session, "Lamp", "twice");
      assertThat(second.getId()).isNotEqualTo(first.getId());
      assertThat(ItemOperations.countItemsByStatus(session, "twice")).isEqualTo(2);
    }

    @Test
    void tellsAnIdThatIsTaken(Database database) {
      UUID id = UUID.randomUUID();
      NewItem item = NewItem.builder().id(id).name("Lamp").status("new").build();
      assertThatExceptionOfType(ConstraintViolationException.class)
          .isThrownBy(
              () ->
                  database.useTransaction(
                      session -> {
                        ItemOperations.createItem(session, item);
                        ItemOperations.createItem(session, item);
                      }))
          .withMessageContaining(id.toString())
          .satisfies(e -> assertThat(e.getConstraint()).isEqualTo("items_pkey"));
    }
  }

  @Nested
  class CreateItems {

    @Test
    void takeTheMetadataAsItWasWhenEachWasBuilt(SqlSession session) {
      Map<String, Object> reused = new HashMap<>();
      List<NewItem> items = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        reused.put("n", i);
        items.add(NewItem.builder().name("a").status("b").metadata(reused).build());
      }
      assertThat(ItemOperations.createItems(session, items))
          .extracting(item -> item.getMetadata().get("n"))
          .containsExactly(0, 1, 2);
    }

    @Test
    void thatTogetherAreTooLargeForTheProtocolAreRefusedFirst(SqlSession session) {
      char[] text = new char[90_000_000];
      Arrays.fill(text, 'x');
      NewItem large = NewItem.builder().name("a").status("b").description(new String(text)).build();
      assertThatThrownBy(() -> ItemOperations.createItems(session, List.of(large, large, large)))
          .isInstanceOf(InvalidValueException.class)
          .hasMessageStartingWith("items: expected at most 250000000 characters")
          .hasMessageEndingWith("items[2]");
      ItemOperations.createItem(session, "a", "b");
    }

    @Test
    void keepsTheOrderOfTenThousandWithIdsGivenAndNot(SqlSession session) {
      List<UUID> parents = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        parents.add(ParentOperations.createParent(session, "House " + i).getId());
      }
      parents.add(null);
      List<NewItem> items = new ArrayList<>();
      for (int i = 0; i < 10_000; i++) {
        items.add(
            NewItem.builder()
                .id(i % 3 == 0 ? UUID.randomUUID() : null)
                .name("Lamp " + i)
                .status(i % 2 == 0 ? "even" : "odd")
                .description(i % 5 == 0 ? null : "number " + i)
                .metadata(i % 7 == 0 ? emptyMap() : Map.of("n", i))
                .parentId(parents.get(i % parents.size()))
                .build());
      }
      List<Item> created = ItemOperations.createItems(session, items);
      assertThat(created).hasSize(10_000);
      for (int i = 0; i < created.size(); i++) {
        NewItem given = items.get(i);
        Item item = created.get(i);
        assertThat(item.getName()).isEqualTo("Lamp " + i);
        assertThat(item.getStatus()).isEqualTo(given.status());
        assertThat(item.getDescription()).isEqualTo(given.description());
        assertThat(item.getMetadata())
            .isEqualTo(given.metadata("metadata").asMap("new item", given.name()));
        assertThat(item.getParentId()).isEqualTo(given.parentId());
        if (given.id() != null) {
          assertThat(item.getId()).isEqualTo(given.id());
        }
      }
      assertThat(created).extracting(Item::getId).doesNotHaveDuplicates();
      assertThat(ItemOperations.countItemsByStatus(session, "odd")).isEqualTo(5_000);
    }

    @Test
    void givesTheRowsAsTheyAreStored(SqlSession session) {
      List<Item> created =
          ItemOperations.createItems(session, Arrays.asList(named("Lamp"), named("Chair")));
      assertThat(created)
          .extracting(item -> ItemOperations.getItemById(session, item.getId()))
          .containsExactlyElementsOf(created);
    }

    /** Only ids and times come back from the server: the rest must be what it made of the input. */
    @Test
    void givesDocumentsAsTheyAreStoredWhateverTheyHold(SqlSession session) {
      RandomJson random = new RandomJson(RandomJson.seed());
      List<NewItem> items = new ArrayList<>();
      for (int i = 0; i < 1_000; i++) {
        Map<String, Object> metadata = new HashMap<>(random.object());
        metadata.put("float", 0.1f * i);
        metadata.put("double", -0.0 * i);
        metadata.put("exponent", new BigDecimal("1E+3").scaleByPowerOfTen(i % 90));
        metadata.put("scale", new BigDecimal("-0.00"));
        String text = random.text();
        items.add(
            NewItem.builder()
                .name("Lamp")
                .status("x")
                .description(text)
                .metadata(metadata)
                .build());
      }
      for (Item item : ItemOperations.createItems(session, items)) {
        Item stored = ItemOperations.getItemById(session, item.getId());
        assertThat(item).as("seed %s", RandomJson.seed()).isEqualTo(stored);
        assertThat(item.getMetadata()).isEqualTo(stored.getMetadata());
      }
    }

    /** A map that another thread changes, seen as it is at each look. */
    @Test
    void readsEachDocumentOnceAndBeforeTheRoundTrip(SqlSession session) {
      int[] looks = new int[1];
      Map<String, Object> changing =
          new HashMap<>(Map.of("n", 1)) {
            @Override
            public Set<Map.Entry<String, Object>> entrySet() {
              return looks[0]++ == 1 ? super.entrySet() : Map.of("n", new Object()).entrySet();
            }
          };
      NewItem item = NewItem.builder().name("Lamp").status("x").metadata(changing).build();
      Item created = ItemOperations.createItems(session, List.of(item)).get(0);
      assertThat(created.getMetadata()).isEqualTo(Map.of("n", 1));
      assertThat(looks[0]).isEqualTo(2);
    }

    @Test
    void takesTextThatAnArrayLiteralMustQuote(SqlSession session) {
      List<String> names =
          List.of("NULL", "null", "{}", "a,b", "\"", "\\", "{\"a\",NULL}", " ", "", "é\n𝄞");
      List<NewItem> items = names.stream().map(name -> named(name)).toList();
      assertThat(ItemOperations.createItems(session, items))
          .extracting(Item::getName)
          .containsExactlyElementsOf(names);
    }

    @Test
    void ofNoneChangesNothing(SqlSession session) {
      List<Item> before = ItemOperations.listItemsByMetadata(session, emptyMap(), 100);
      assertThat(ItemOperations.createItems(session, emptyList())).isEmpty();
      assertThat(ItemOperations.listItemsByMetadata(session, emptyMap(), 100)).isEqualTo(before);
    }

    @Test
    void takesAnyCollection(SqlSession session) {
      LinkedHashSet<NewItem> items = new LinkedHashSet<>(List.of(named("Lamp"), named("Chair")));
      assertThat(ItemOperations.createItems(session, items))
          .extracting(Item::getName)
          .containsExactly("Lamp", "Chair");
    }

    @Test
    void createsAllOrNone(Database database) {
      NewItem orphan =
          NewItem.builder().name("Lamp").status("none").parentId(UUID.randomUUID()).build();
      NewItem sound = NewItem.builder().name("Chair").status("none").build();
      assertThatExceptionOfType(ConstraintViolationException.class)
          .isThrownBy(
              () ->
                  database.inTransaction(
                      session -> ItemOperations.createItems(session, List.of(sound, orphan))))
          .satisfies(e -> assertThat(e.getConstraint()).isEqualTo("fk_items_parent_id"));
      assertThat(
              database.<Long, RuntimeException>inTransaction(
                  session -> ItemOperations.countItemsByStatus(session, "none")))
          .isZero();
    }

    private NewItem named(String name) {
      return NewItem.builder().name(name).status("bulk").build();
    }
  }
}
