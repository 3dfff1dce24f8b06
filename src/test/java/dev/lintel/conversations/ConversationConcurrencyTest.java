package dev.lintel.conversations;

import static java.util.Collections.emptyList;
import static java.util.Collections.emptyMap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lintel.session.Database;
import dev.lintel.testing.PostgresTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.ibatis.session.SqlSession;
import org.junit.jupiter.api.Test;

@PostgresTest
class ConversationConcurrencyTest {

  private static final int WRITERS = 16;
  private static final int TURNS = 12;

  @Test
  void appendsAndMergesOfManyThreadsLoseNothing(Database database) throws Exception {
    UUID id = create(database);
    CyclicBarrier start = new CyclicBarrier(WRITERS);
    ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
    try {
      List<Callable<Void>> writers = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        String role = "writer " + i;
        writers.add(
            () -> {
              start.await();
              for (int turn = 0; turn < TURNS; turn++) {
                write(database, id, role, turn);
              }
              return null;
            });
      }
      for (Future<Void> future : threads.invokeAll(writers)) {
        future.get();
      }
    } finally {
      threads.shutdownNow();
    }
    Conversation after =
        database.inTransaction(session -> ConversationOperations.getConversationById(session, id));
    assertThat(after.getMessages()).hasSize(WRITERS * TURNS * 3);
    for (int i = 0; i < WRITERS; i++) {
      String role = "writer " + i;
      List<String> expected = new ArrayList<>();
      for (int turn = 0; turn < TURNS; turn++) {
        expected.addAll(List.of(turn + " one", turn + " two", turn + " three"));
      }
      assertThat(after.getMessages().stream().filter(m -> m.getRole().equals(role)))
          .extracting(Message::getContent)
          .isEqualTo(expected);
      assertThat(after.getMetadata()).containsEntry(role, TURNS - 1);
    }
    // two messages that were given together stand together
    for (int at = 0; at < after.getMessages().size(); at++) {
      Message message = after.getMessages().get(at);
      if (message.getContent().endsWith(" two")) {
        Message next = after.getMessages().get(at + 1);
        assertThat(next.getRole()).isEqualTo(message.getRole());
        assertThat(next.getContent()).isEqualTo(message.getContent().replace("two", "three"));
      }
    }
  }

  private static void write(Database database, UUID id, String role, int turn) {
    database.useTransaction(
        session -> ConversationOperations.appendMessage(session, id, message(role, turn, "one")));
    database.useTransaction(
        session -> {
          ConversationOperations.appendMessages(
              session, id, List.of(message(role, turn, "two"), message(role, turn, "three")));
          ConversationOperations.mergeConversationMetadata(session, id, Map.of(role, turn));
        });
  }

  private static Message message(String role, int turn, String content) {
    return Message.of(role, turn + " " + content);
  }

  @Test
  void anAppendIsSeenByOthersOnceCommittedAndUndoneByARollback(Database database) {
    UUID id = create(database);
    try (SqlSession writer = database.openSession();
        SqlSession reader = database.openSession()) {
      Message message = Message.of("user", "Hello");
      assertThat(ConversationOperations.appendMessage(writer, id, message)).isEqualTo(1);
      assertThat(ConversationOperations.listMessages(writer, id, 0, 9)).containsExactly(message);
      assertThat(ConversationOperations.listMessages(reader, id, 0, 9)).isEmpty();
      writer.rollback(true);
      assertThat(ConversationOperations.listMessages(writer, id, 0, 9)).isEmpty();
      ConversationOperations.appendMessage(writer, id, message);
      writer.commit(true);
      assertThat(ConversationOperations.listMessages(reader, id, 0, 9)).containsExactly(message);
    }
  }

  private static UUID create(Database database) {
    return database.inTransaction(
        session ->
            ConversationOperations.createConversation(session, emptyList(), emptyMap()).getId());
  }
}
