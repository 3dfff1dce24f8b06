package dev.lintel.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lintel.DatabaseException;
import dev.lintel.StaleStateException;
import dev.lintel.conversations.Conversation;
import dev.lintel.conversations.ConversationOperations;
import dev.lintel.conversations.Message;
import dev.lintel.items.Item;
import dev.lintel.items.ItemOperations;
import dev.lintel.items.NewItem;
import dev.lintel.migrations.Migrations;
import dev.lintel.paging.Page;
import dev.lintel.parents.Parent;
import dev.lintel.parents.ParentOperations;
import dev.lintel.testing.PostgresTest;
import dev.lintel.testing.TestDatabase;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.SqlSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every operation is right in a host's factory, whatever that factory's settings are. */
@PostgresTest
class HostSettingsTest {

  private static final String STATUS = "  new ";

  static Set<String> settings() {
    return HostileHost.settings().keySet();
  }

  @ParameterizedTest
  @MethodSource("settings")
  void setBeforeTheInstallDoNotReachTheOperations(String setting, TestDatabase database) {
    Configuration host = HostileHost.configuration(database.pool());
    HostileHost.settings().get(setting).accept(host);
    LintelMappers.install(host);
    assertOperationsAreRight(host);
  }

  @ParameterizedTest
  @MethodSource("settings")
  void setAfterTheInstallDoNotEither(String setting, TestDatabase database) {
    Configuration host = HostileHost.configuration(database.pool());
    LintelMappers.install(host);
    HostileHost.settings().get(setting).accept(host);
    assertOperationsAreRight(host);
  }

  @Test
  void anotherSchemaWorksAsWell(TestDatabase database) {
    for (String schema : new String[] {"Tenant-1", "größe", "select"}) {
      Migrations.over(database.pool()).schema(schema).upgrade();
      Configuration host = HostileHost.configuration(database.pool());
      LintelMappers.install(host, schema);
      assertOperationsAreRight(host);
      try (SqlSession session = HostileHost.factory(host).openSession()) {
        ItemOperations.createItem(session, "Lamp", "only here");
        session.commit();
      }
      String count = "SELECT count(*) FROM \"" + schema + "\".items WHERE status = 'only here'";
      assertThat(database.value(count)).isEqualTo("1");
    }
    assertThat(database.value("SELECT count(*) FROM lintel.items WHERE status = 'only here'"))
        .isEqualTo("0");
  }

  @Test
  void defaultTimeoutOfTheHostCounts(TestDatabase database) throws SQLException {
    Configuration host = HostileHost.configuration(database.pool());
    LintelMappers.install(host);
    host.setDefaultStatementTimeout(1);
    Item item =
        database.database().inTransaction(s -> ItemOperations.createItem(s, "Lamp", "locked"));
    try (SqlSession holder = database.database().openSession();
        SqlSession session = HostileHost.factory(host).openSession()) {
      try (Statement statement = holder.getConnection().createStatement()) {
        statement.execute("SELECT FROM lintel.items WHERE status = 'locked' FOR UPDATE");
      }
      try (Statement statement = session.getConnection().createStatement()) {
        statement.execute("SET LOCAL lock_timeout = '20s'"); // so that a failing test ends
      }
      assertThatThrownBy(() -> ItemOperations.updateItemStatus(session, item.getId(), "x"))
          .isInstanceOfSatisfying(
              DatabaseException.class, e -> assertThat(e.getSqlState()).isEqualTo("57014"));
      session.rollback(true);
    }
  }

  @Test
  void pluginOfTheHostSeesTheStatements(TestDatabase database) {
    for (boolean before : new boolean[] {true, false}) {
      HostileHost.SeenStatements plugin = new HostileHost.SeenStatements();
      Configuration host = HostileHost.configuration(database.pool());
      if (before) {
        host.addInterceptor(plugin);
      }
      LintelMappers.install(host);
      if (!before) {
        host.addInterceptor(plugin);
      }
      try (SqlSession session = HostileHost.factory(host).openSession()) {
        ItemOperations.countItemsByStatus(session, "new");
      }
      assertThat(plugin.sql)
          .singleElement()
          .asString()
          .startsWith("/* items.countItemsByStatus */");
    }
  }

  @Test
  void pluginThatTakesHoldOfAHandlerGetsMyBatisOwn(TestDatabase database) {
    HostileHost.SeenHandlers plugin = new HostileHost.SeenHandlers();
    Configuration host = HostileHost.configuration(database.pool());
    LintelMappers.install(host);
    host.addInterceptor(plugin);
    assertOperationsAreRight(host);
    assertThat(plugin.seen).contains("DefaultParameterHandler", "DefaultResultSetHandler");
    assertThat(plugin.seen).doesNotContain("Parameters", "RowHandler");
  }

  @Test
  void pluginMayChangeAStatementAfterItRanUnchanged(TestDatabase database) {
    HostileHost.MaskedNames plugin = new HostileHost.MaskedNames();
    Configuration host = HostileHost.configuration(database.pool());
    host.addInterceptor(plugin);
    LintelMappers.install(host);
    try (SqlSession session = HostileHost.factory(host).openSession()) {
      Item item = ItemOperations.createItem(session, "Lamp", "secret");
      assertThat(ItemOperations.getItemById(session, item.getId())).isEqualTo(item);
      plugin.on = true;
      Item masked = ItemOperations.getItemById(session, item.getId());
      assertThat(masked.getName()).isEqualTo("***");
      assertThat(masked.getStatus()).isEqualTo("secret");
      assertThat(masked.getCreatedAt()).isEqualTo(item.getCreatedAt());
      session.rollback(true);
    }
  }

  private static void assertOperationsAreRight(Configuration host) {
    try (SqlSession session = HostileHost.factory(host).openSession()) {
      items(session);
      conversations(session);
      session.rollback(true);
    }
  }

  private static void items(SqlSession session) {
    Parent parent = ParentOperations.createParent(session, " a parent ");
    assertThat(parent.getName()).isEqualTo(" a parent ");
    assertThat(ParentOperations.getParentById(session, parent.getId())).isEqualTo(parent);
    assertThat(ParentOperations.findParentById(session, UUID.randomUUID())).isEmpty();

    Item lamp =
        ItemOperations.createItem(
            session,
            NewItem.builder()
                .name(" Lamp ")
                .status(STATUS)
                .metadata(Map.of("k", List.of(1, Map.of("deep", " x "))))
                .parentId(parent.getId())
                .build());
    assertThat(lamp.getName()).isEqualTo(" Lamp ");
    assertThat(lamp.getDescription()).isNull();
    assertThat(lamp.getStatus()).isEqualTo(STATUS);
    assertThat(lamp.getParentId()).isEqualTo(parent.getId());
    assertThat(lamp.getCreatedAt()).isNotNull();
    assertThat(lamp.getMetadata().toString()).contains("deep");
    assertThat(ItemOperations.getItemById(session, lamp.getId())).isEqualTo(lamp);
    assertThat(ItemOperations.findItemById(session, UUID.randomUUID())).isEmpty();

    Item twin = ItemOperations.createItem(session, "Twin", STATUS);
    Item other = ItemOperations.createItem(session, "Twin", STATUS);
    assertThat(other.getId()).as("the same call twice is two rows").isNotEqualTo(twin.getId());
    assertThat(twin.getParentId()).isNull();
    List<Item> many =
        ItemOperations.createItems(
            session,
            List.of(
                NewItem.builder().name("m1").status(STATUS).description(" d ").build(),
                NewItem.builder().name("m2").status(STATUS).parentId(parent.getId()).build()));
    assertThat(many).extracting(Item::getName).containsExactly("m1", "m2");
    assertThat(many).extracting(Item::getDescription).containsExactly(" d ", null);

    assertThat(ItemOperations.countItemsByStatus(session, STATUS)).isEqualTo(5);
    assertThat(ItemOperations.listItemsByStatus(session, STATUS)).hasSize(5).contains(lamp, twin);
    Page<Item> page = ItemOperations.pageItemsByStatus(session, STATUS, 3, null);
    Page<Item> next = ItemOperations.pageItemsByStatus(session, STATUS, 3, page.getNextCursor());
    assertThat(page.getContent()).hasSize(3);
    assertThat(next.getContent()).hasSize(2);
    assertThat(next.getNextCursor()).isNull();
    List<Item> seen = new ArrayList<>();
    ItemOperations.forEachItemByStatus(session, STATUS, seen::add);
    assertThat(seen).hasSize(5);
    assertThat(ItemOperations.listItemsByParent(session, parent.getId())).hasSize(2).contains(lamp);
    assertThat(ItemOperations.listItemsByMetadata(session, Map.of("k", List.of(1)), 10))
        .containsExactly(lamp);
    assertThat(ItemOperations.getItemWithParentById(session, lamp.getId()).getParent())
        .isEqualTo(parent);
    assertThat(ItemOperations.getItemWithParentById(session, twin.getId()).getParent()).isNull();
    assertThat(ItemOperations.getParentWithItemsById(session, parent.getId()).getItems())
        .hasSize(2);
    Parent alone = ParentOperations.createParent(session, "alone");
    assertThat(ItemOperations.getParentWithItemsById(session, alone.getId()).getItems()).isEmpty();

    assertThat(ItemOperations.updateItemStatus(session, twin.getId(), " x ").getStatus())
        .isEqualTo(" x ");
    assertThat(ItemOperations.getItemById(session, twin.getId()).getStatus())
        .as("no cache answers")
        .isEqualTo(" x ");
    ItemOperations.updateItemStatus(session, twin.getId(), " x ", "y");
    assertThatThrownBy(() -> ItemOperations.updateItemStatus(session, twin.getId(), " x ", "z"))
        .isInstanceOf(StaleStateException.class);
    ItemOperations.replaceItemMetadata(session, twin.getId(), Map.of("a", 1));
    Item merged = ItemOperations.mergeItemMetadata(session, twin.getId(), Map.of("b", " 2 "));
    assertThat(merged.getMetadata()).isEqualTo(Map.of("a", 1, "b", " 2 "));
    assertThat(ItemOperations.claimItems(session, STATUS, "claimed", 2)).hasSize(2);
    assertThat(ItemOperations.claimItems(session, STATUS, "claimed", 2)).hasSize(2);
    ItemOperations.deleteItem(session, twin.getId());
    assertThat(ItemOperations.findItemById(session, twin.getId())).isEmpty();
  }

  private static void conversations(SqlSession session) {
    Conversation created =
        ConversationOperations.createConversation(
            session, List.of(Message.of("user", " Hello ")), Map.of("k", " v "));
    UUID id = created.getId();
    assertThat(ConversationOperations.getConversationById(session, id)).isEqualTo(created);
    assertThat(ConversationOperations.appendMessage(session, id, Message.of("bot", "Hi")))
        .isEqualTo(2);
    assertThat(ConversationOperations.appendMessage(session, id, Message.of("bot", "Hi")))
        .isEqualTo(3);
    assertThat(ConversationOperations.listMessages(session, id, 0, 2))
        .containsExactly(Message.of("user", " Hello "), Message.of("bot", "Hi"));
    assertThat(
            ConversationOperations.mergeConversationMetadata(session, id, Map.of("n", 1))
                .getMetadata())
        .isEqualTo(Map.of("k", " v ", "n", 1));
    assertThat(ConversationOperations.pageConversations(session, 1, null).getContent()).hasSize(1);
  }
}
