package dev.lintel.conversations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lintel.session.Database;
import dev.lintel.testing.Allocation;
import dev.lintel.testing.PostgresTest;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.apache.ibatis.session.SqlSession;
import org.junit.jupiter.api.Test;

/** Bytes and bounds as in ItemOperationsAllocationTest. */
@PostgresTest
class ConversationAllocationTest {

  private static final int MESSAGES = 200;
  private static final Message HELLO =
      Message.of("user", "Hello, is anybody there who knows about lamps?");

  @Test
  void appendMessage(Database database) {
    long bytes =
        perCall(database, 50, (s, id) -> ConversationOperations.appendMessage(s, id, HELLO));
    assertThat(bytes).isLessThan(4_700); // measured: 3,392
  }

  @Test
  void createConversation(Database database) {
    long bytes = perCall(database, 50, (session, id) -> create(session, List.of(HELLO)));
    assertThat(bytes).isLessThan(6_800); // measured: 4,887
  }

  @Test
  void messageThatIsListed(Database database) {
    long bytes =
        perCall(
            database,
            5,
            (session, id) ->
                assertThat(ConversationOperations.listMessages(session, id, 0, MESSAGES))
                    .hasSize(MESSAGES));
    assertThat(bytes / MESSAGES).isLessThan(850); // measured: 608
  }

  private static long perCall(
      Database database, int calls, BiConsumer<SqlSession, UUID> operation) {
    return Allocation.ofCall(
        database,
        calls,
        session -> {
          UUID id = create(session, Collections.nCopies(MESSAGES, HELLO)).getId();
          return () -> operation.accept(session, id);
        });
  }

  private static Conversation create(SqlSession session, List<Message> messages) {
    return ConversationOperations.createConversation(session, messages, Map.of("topic", "lamps"));
  }
}
