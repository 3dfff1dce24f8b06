package dev.lintel.items;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.lintel.InvalidValueException;
import dev.lintel.StaleStateException;
import dev.lintel.conversations.ConversationOperations;
import dev.lintel.conversations.Message;
import dev.lintel.parents.ParentOperations;
import dev.lintel.testing.NaughtyStrings;
import dev.lintel.testing.PostgresTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.ibatis.session.SqlSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.LoggerFactory;

/** What the operations log: one line a change, whatever the caller's text holds. */
@PostgresTest
@Isolated("it listens to the loggers that every other test logs to")
class ItemLogTest {

  private static final String FORGERY = "x\n2026-01-01 INFO item deleted";

  private final Logger logger = (Logger) LoggerFactory.getLogger("dev.lintel");
  private final ListAppender<ILoggingEvent> appender = new ListAppender<>();
  private final PatternLayout layout = new PatternLayout();

  @BeforeEach
  void listen() {
    LoggerContext context = logger.getLoggerContext();
    layout.setContext(context);
    layout.setPattern("%d %-5level %logger - %msg%n");
    layout.start();
    appender.setContext(context);
    appender.start();
    logger.addAppender(appender);
    logger.setAdditive(false);
    logger.setLevel(Level.INFO);
  }

  @AfterEach
  void stop() {
    logger.setLevel(null);
    logger.setAdditive(true);
    logger.detachAppender(appender);
    appender.stop();
  }

  /** As a file would hold them. */
  private List<String> lines() {
    StringBuilder file = new StringBuilder();
    appender.list.forEach(event -> file.append(layout.doLayout(event)));
    List<String> lines = new ArrayList<>();
    for (String line : file.toString().split("\r\n|[\n\r\u000B\f\u0085\u2028\u2029]")) {
      lines.add(line);
    }
    return lines;
  }

  @Test
  void aNameForgesNoLine(SqlSession session) {
    Item item = ItemOperations.createItem(session, FORGERY, "new");
    assertThat(item.getName()).as("the name itself is stored as it is").isEqualTo(FORGERY);
    assertThat(lines())
        .singleElement()
        .asString()
        .contains("INFO ")
        .contains("item created: id=" + item.getId())
        .contains("'x\\n2026-01-01 INFO item deleted'");
  }

  @Test
  void noTextOfACallerForgesALine(SqlSession session) {
    int changes = 0;
    List<String> texts = new ArrayList<>(NaughtyStrings.all());
    texts.add(FORGERY);
    for (String text : texts) {
      String status = "x" + text;
      UUID id = ItemOperations.createItem(session, text, text).getId();
      ItemOperations.createItems(
          session, List.of(NewItem.builder().name(text).status("many").build()));
      ItemOperations.updateItemStatus(session, id, status);
      ItemOperations.updateItemStatus(session, id, status, text);
      ItemOperations.claimItems(session, text, status, 1);
      ItemOperations.replaceItemMetadata(session, id, Map.of(text, text));
      ItemOperations.mergeItemMetadata(session, id, Map.of(text, 1));
      ItemOperations.deleteItem(session, id);
      ParentOperations.createParent(session, text);
      UUID conversation =
          ConversationOperations.createConversation(
                  session, List.of(Message.of(text, text)), Map.of(text, text))
              .getId();
      ConversationOperations.appendMessage(session, conversation, Message.of(text, text));
      ConversationOperations.mergeConversationMetadata(session, conversation, Map.of(text, 2));
      changes += 12;
    }
    assertThat(lines()).hasSize(changes).allMatch(line -> line.contains(" INFO "));
    assertThat(lines())
        .noneMatch(line -> line.codePoints().anyMatch(Character::isISOControl))
        .noneMatch(
            line -> line.codePoints().anyMatch(c -> Character.getType(c) == Character.FORMAT));
  }

  @Test
  void everyChangeNamesItsId(SqlSession session) {
    UUID id = ItemOperations.createItem(session, "Lamp", "new").getId();
    ItemOperations.updateItemStatus(session, id, "sold");
    ItemOperations.updateItemStatus(session, id, "sold", "sent");
    ItemOperations.replaceItemMetadata(session, id, Map.of("a", 1));
    ItemOperations.mergeItemMetadata(session, id, Map.of("b", 1));
    ItemOperations.claimItems(session, "sent", "done", 1);
    ItemOperations.deleteItem(session, id);
    assertThat(lines()).hasSize(7).allMatch(line -> line.contains(id.toString()));
  }

  @Test
  void whatChangesNothingLogsNothing(SqlSession session) {
    UUID id = ItemOperations.createItem(session, "Lamp", "new").getId();
    appender.list.clear();
    ItemOperations.getItemById(session, id);
    ItemOperations.listItemsByStatus(session, "new");
    ItemOperations.mergeItemMetadata(session, id, Map.of());
    ItemOperations.createItems(session, List.of());
    ItemOperations.claimItems(session, "nobody has this", "done", 1);
    assertThatThrownBy(() -> ItemOperations.createItem(session, "\u0000", "new"))
        .isInstanceOf(InvalidValueException.class);
    assertThatThrownBy(() -> ItemOperations.updateItemStatus(session, id, "other", "done"))
        .isInstanceOf(StaleStateException.class);
    assertThat(appender.list).isEmpty();
  }

  @Test
  void metadataAndMessagesAreNotLogged(SqlSession session) {
    ItemOperations.createItem(
        session,
        NewItem.builder()
            .name("Lamp")
            .status("new")
            .description("secret")
            .metadata(Map.of("secret", "secret"))
            .build());
    ConversationOperations.createConversation(
        session, List.of(Message.of("user", "secret")), Map.of("secret", 1));
    assertThat(lines()).hasSize(2).noneMatch(line -> line.contains("secret"));
  }

  @Test
  void exceptionsAndModelsForgeNoLineEither(SqlSession session) {
    Item item = ItemOperations.createItem(session, FORGERY, FORGERY);
    assertThat(item.toString().lines()).hasSize(1);
    assertThat(Message.of(FORGERY, FORGERY).toString().lines()).hasSize(1);
    assertThat(ParentOperations.createParent(session, FORGERY).toString().lines()).hasSize(1);
    assertThatThrownBy(
            () -> ItemOperations.updateItemStatus(session, item.getId(), FORGERY + "2", "done"))
        .isInstanceOf(StaleStateException.class)
        .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(1));
    assertThatThrownBy(() -> ItemOperations.createItem(session, FORGERY + "\u0000", "new"))
        .isInstanceOf(InvalidValueException.class)
        .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(1));
  }
}
