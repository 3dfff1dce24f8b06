package dev.lintel.items;

import static java.util.Collections.emptyList;
import static java.util.Collections.emptyMap;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.lintel.conversations.ConversationOperations;
import dev.lintel.conversations.Message;
import dev.lintel.parents.ParentOperations;
import dev.lintel.testing.PostgresTest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.ibatis.session.SqlSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.LoggerFactory;

/** Each change says at INFO what it did, with the ids. Alone, since loggers are the JVM's. */
@Isolated
@PostgresTest
class OperationsLogTest {

  private static final Logger LOG = (Logger) LoggerFactory.getLogger("dev.lintel");

  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

  @BeforeEach
  void listen() {
    lines.start();
    LOG.setLevel(Level.DEBUG);
    LOG.setAdditive(false);
    LOG.addAppender(lines);
  }

  @AfterEach
  void stopListening() {
    LOG.detachAppender(lines);
    LOG.setAdditive(true);
    LOG.setLevel(null);
  }

  @Test
  void namesTheItemOfEachChange(SqlSession session) {
    UUID id = ItemOperations.createItem(session, "Lamp", "new").getId();
    logged("created", id.toString(), "'Lamp'", "'new'");
    ItemOperations.updateItemStatus(session, id, "old");
    logged("updated", id.toString(), "'old'");
    ItemOperations.updateItemStatus(session, id, "old", "sold");
    logged("updated", id.toString(), "'old'", "'sold'");
    ItemOperations.replaceItemMetadata(session, id, Map.of("a", 1));
    logged("replaced", id.toString());
    ItemOperations.mergeItemMetadata(session, id, Map.of("b", 1));
    logged("merged", id.toString());
    ItemOperations.claimItems(session, "sold", "claimed", 10);
    logged("claimed", id.toString(), "'sold'", "'claimed'");
    ItemOperations.deleteItem(session, id);
    logged("deleted", id.toString());
  }

  @Test
  void namesEveryItemOfABulkCreate(SqlSession session) {
    NewItem item = NewItem.builder().name("Lamp").status("new").build();
    List<Item> created = ItemOperations.createItems(session, List.of(item, item, item));
    logged("created", created.stream().map(i -> i.getId().toString()).toArray(String[]::new));
  }

  @Test
  void namesParentsAndConversations(SqlSession session) {
    logged("created", ParentOperations.createParent(session, "House").getId().toString());
    UUID id = ConversationOperations.createConversation(session, emptyList(), emptyMap()).getId();
    logged("created", id.toString());
    ConversationOperations.appendMessage(session, id, Message.of("user", "Hello"));
    logged("appended", id.toString());
    ConversationOperations.mergeConversationMetadata(session, id, Map.of("a", 1));
    logged("merged", id.toString());
  }

  @Test
  void saysNothingWhereNothingIsChanged(SqlSession session) {
    Item item = ItemOperations.createItem(session, "Lamp", "still");
    lines.list.clear();
    ItemOperations.createItems(session, emptyList());
    ItemOperations.mergeItemMetadata(session, item.getId(), emptyMap());
    ItemOperations.claimItems(session, "nothing", "claimed", 10);
    ItemOperations.listItemsByStatus(session, "still");
    assertThat(info()).isEmpty();
  }

  @Test
  void letsNoNameForgeALine(SqlSession session) {
    ItemOperations.createItem(session, "Lamp\r\n2026 INFO item created: id=forged\u2028", "a\nb");
    assertThat(info()).singleElement().asString().contains("Lamp\\r\\n2026").contains("a\\nb");
    assertThat(info().get(0)).doesNotContainPattern("[\\p{Cntrl}\u2028]");
  }

  /** The one line since the last look. */
  private void logged(String verb, String... parts) {
    assertThat(info()).singleElement().asString().contains(verb).contains(parts);
    lines.list.clear();
  }

  private List<String> info() {
    return lines.list.stream()
        .filter(event -> event.getLevel() == Level.INFO)
        .map(ILoggingEvent::getFormattedMessage)
        .toList();
  }
}
