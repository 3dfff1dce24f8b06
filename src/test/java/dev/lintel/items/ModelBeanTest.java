package dev.lintel.items;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import dev.lintel.conversations.Conversation;
import dev.lintel.conversations.ConversationOperations;
import dev.lintel.conversations.Message;
import dev.lintel.paging.Page;
import dev.lintel.parents.Parent;
import dev.lintel.parents.ParentOperations;
import dev.lintel.testing.PostgresTest;
import java.beans.BeanInfo;
import java.beans.Introspector;
import java.beans.PropertyDescriptor;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.ibatis.session.SqlSession;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Models as JSP, EL, Spring's BeanWrapper and a host's Jackson see them: by their getters. */
@PostgresTest
class ModelBeanTest {

  private static Item item(SqlSession session, Parent parent) {
    return ItemOperations.createItem(
        session,
        NewItem.builder()
            .name("Lamp")
            .status("new")
            .description("bright")
            .metadata(Map.of("price", new BigDecimal("1.10")))
            .parentId(parent.getId())
            .build());
  }

  /** What {@code ${item.createdAt}} does: public getters of a public class, by name. */
  private static Map<String, Object> properties(Object bean) throws Exception {
    Map<String, Object> properties = new TreeMap<>();
    BeanInfo info = Introspector.getBeanInfo(bean.getClass(), Object.class);
    for (PropertyDescriptor property : info.getPropertyDescriptors()) {
      assertThat(property.getWriteMethod()).as(property.getName()).isNull();
      properties.put(property.getName(), property.getReadMethod().invoke(bean));
    }
    return properties;
  }

  @Nested
  class AsBeans {

    @Test
    void items(SqlSession session) throws Exception {
      Parent parent = ParentOperations.createParent(session, "House");
      Item item = item(session, parent);
      assertThat(properties(item))
          .isEqualTo(
              Map.of(
                  "id", item.getId(),
                  "name", "Lamp",
                  "description", "bright",
                  "status", "new",
                  "metadata", Map.of("price", new BigDecimal("1.10")),
                  "createdAt", item.getCreatedAt(),
                  "updatedAt", item.getUpdatedAt(),
                  "parentId", parent.getId()));
      assertThat(properties(item).get("createdAt")).isInstanceOf(Instant.class);
      assertThat(properties(ItemOperations.getItemWithParentById(session, item.getId())))
          .isEqualTo(Map.of("item", item, "parent", parent));
      assertThat(properties(ItemOperations.getParentWithItemsById(session, parent.getId())))
          .isEqualTo(Map.of("parent", parent, "items", List.of(item)));
    }

    @Test
    void parents(SqlSession session) throws Exception {
      Parent parent = ParentOperations.createParent(session, "House");
      assertThat(properties(parent))
          .isEqualTo(
              Map.of(
                  "id", parent.getId(),
                  "name", "House",
                  "createdAt", parent.getCreatedAt(),
                  "updatedAt", parent.getUpdatedAt()));
    }

    @Test
    void conversationsAndMessages(SqlSession session) throws Exception {
      Message message = Message.of("user", "Hello", Map.of("tokens", 1));
      Conversation conversation =
          ConversationOperations.createConversation(session, List.of(message), Map.of("a", 1));
      assertThat(properties(conversation))
          .isEqualTo(
              Map.of(
                  "id", conversation.getId(),
                  "messages", List.of(message),
                  "metadata", Map.of("a", 1),
                  "createdAt", conversation.getCreatedAt(),
                  "updatedAt", conversation.getUpdatedAt()));
      assertThat(properties(message))
          .isEqualTo(Map.of("role", "user", "content", "Hello", "fields", Map.of("tokens", 1)));
    }

    @Test
    void pages(SqlSession session) throws Exception {
      Item first = ItemOperations.createItem(session, "first", "paged");
      ItemOperations.createItem(session, "second", "paged");
      Page<Item> page = ItemOperations.pageItemsByStatus(session, "paged", 1, null);
      assertThat(page.getNextCursor()).isNotNull();
      assertThat(page.getContent()).hasSize(1).doesNotContainNull();
      assertThat(properties(page))
          .isEqualTo(Map.of("content", page.getContent(), "nextCursor", page.getNextCursor()));
      assertThat(first.getStatus()).isEqualTo("paged");
    }
  }

  @Nested
  class ThroughJackson {

    private final ObjectMapper mapper =
        new ObjectMapper()
            // what a host without the JSR-310 module does for times
            .registerModule(
                new SimpleModule().addSerializer(Instant.class, new ToStringSerializer()))
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private Map<?, ?> json(Object value) throws Exception {
      return mapper.readValue(mapper.writeValueAsString(value), Map.class);
    }

    @Test
    void itemsShowTheirProperties(SqlSession session) throws Exception {
      Parent parent = ParentOperations.createParent(session, "House");
      Item item = item(session, parent);
      Map<?, ?> shown = json(item);
      assertThat(shown)
          .isEqualTo(
              Map.of(
                  "id", item.getId().toString(),
                  "name", "Lamp",
                  "description", "bright",
                  "status", "new",
                  "metadata", Map.of("price", new BigDecimal("1.10")),
                  "createdAt", item.getCreatedAt().toString(),
                  "updatedAt", item.getUpdatedAt().toString(),
                  "parentId", parent.getId().toString()));
      assertThat(json(ItemOperations.getItemWithParentById(session, item.getId())).get("item"))
          .isEqualTo(shown);
      assertThat(json(ItemOperations.getParentWithItemsById(session, parent.getId())).get("items"))
          .isEqualTo(List.of(shown));
    }

    @Test
    void conversationsShowTheirMessages(SqlSession session) throws Exception {
      Message message = Message.of("user", "Hello", Map.of("tokens", 1));
      Conversation conversation =
          ConversationOperations.createConversation(session, List.of(message), Map.of());
      assertThat(json(conversation).get("messages"))
          .isEqualTo(
              List.of(Map.of("role", "user", "content", "Hello", "fields", Map.of("tokens", 1))));
    }

    @Test
    void pagesShowTheirContentAndCursor(SqlSession session) throws Exception {
      ItemOperations.createItem(session, "only", "one page");
      Map<?, ?> shown = json(ItemOperations.pageItemsByStatus(session, "one page", 1, null));
      assertThat(shown.keySet()).isEqualTo(Set.of("content", "nextCursor"));
      assertThat(shown.get("nextCursor")).isNull();
      assertThat((List<?>) shown.get("content")).hasSize(1);
    }
  }

  static List<Class<?>> models() {
    return List.of(
        Item.class,
        ItemWithParent.class,
        ParentWithItems.class,
        Parent.class,
        Conversation.class,
        Message.class,
        Page.class);
  }

  @ParameterizedTest
  @MethodSource("models")
  void isPublicFinalAndWithoutFieldsThatChange(Class<?> model) {
    assertThat(Modifier.isPublic(model.getModifiers())).isTrue();
    assertThat(Modifier.isFinal(model.getModifiers())).isTrue();
    assertThat(model.getDeclaredFields())
        .filteredOn(field -> !field.isSynthetic())
        .allMatch(field -> Modifier.isPrivate(field.getModifiers()))
        // a volatile one keeps what was parsed already
        .allMatch(field -> (field.getModifiers() & (Modifier.FINAL | Modifier.VOLATILE)) != 0);
  }

  @Test
  void collectionsAreUnmodifiable(SqlSession session) {
    Parent parent = ParentOperations.createParent(session, "House");
    Item item = item(session, parent);
    ParentWithItems family = ItemOperations.getParentWithItemsById(session, parent.getId());
    Page<Item> page = ItemOperations.pageItemsByStatus(session, "new", 1, null);
    assertThatThrownBy(() -> family.getItems().clear())
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> page.getContent().clear())
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> item.getMetadata().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }
}
