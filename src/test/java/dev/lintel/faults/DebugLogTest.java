package dev.lintel.faults;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.lintel.conversations.ConversationOperations;
import dev.lintel.conversations.Message;
import dev.lintel.items.ItemOperations;
import dev.lintel.items.NewItem;
import dev.lintel.parents.ParentOperations;
import dev.lintel.testing.NaughtyStrings;
import dev.lintel.testing.PostgresTest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.ibatis.session.SqlSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.LoggerFactory;

/** Where everything is logged, arguments and rows too, no text of a caller forges a line. */
@PostgresTest
@Tag("faults")
@Isolated("it listens to the loggers that every other test logs to")
class DebugLogTest {

  private final Logger logger = (Logger) LoggerFactory.getLogger("dev.lintel");
  private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

  @BeforeEach
  void listen() {
    appender.start();
    logger.addAppender(appender);
    logger.setAdditive(false);
    logger.setLevel(Level.TRACE);
  }

  @AfterEach
  void stop() {
    logger.setLevel(null);
    logger.setAdditive(true);
    logger.detachAppender(appender);
    appender.stop();
  }

  @Test
  void noTextForgesALineAtAnyLevel(SqlSession session) {
    for (String text : NaughtyStrings.all()) {
      UUID parentId = ParentOperations.createParent(session, text).getId();
      NewItem item =
          NewItem.builder()
              .name(text)
              .status(text)
              .description(text)
              .metadata(Map.of(text, text))
              .parentId(parentId)
              .build();
      UUID id = ItemOperations.createItem(session, item).getId();
      ItemOperations.createItems(session, List.of(item));
      ItemOperations.getItemWithParentById(session, id);
      ItemOperations.forEachItemByStatus(session, text, each -> {});
      UUID conversation =
          ConversationOperations.createConversation(
                  session, List.of(Message.of(text, text)), Map.of(text, text))
              .getId();
      ConversationOperations.getConversationById(session, conversation);
    }
    List<String> messages =
        appender.list.stream().map(ILoggingEvent::getFormattedMessage).collect(Collectors.toList());
    assertThat(messages).anyMatch(message -> message.contains("Preparing: "));
    assertThat(messages).anyMatch(message -> message.contains("Parameters: "));
    assertThat(messages)
        .noneMatch(message -> message.chars().anyMatch(Character::isISOControl))
        .noneMatch(
            message -> message.codePoints().anyMatch(c -> Character.getType(c) == Character.FORMAT))
        .allMatch(message -> message.length() < 10_000);
  }
}
