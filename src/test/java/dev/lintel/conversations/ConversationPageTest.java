package dev.lintel.conversations;

import static java.util.Collections.emptyMap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lintel.paging.Page;
import dev.lintel.session.Database;
import dev.lintel.testing.PostgresTest;
import dev.lintel.testing.StatementCounter;
import dev.lintel.testing.StatementPlan;
import dev.lintel.testing.StoredItems;
import dev.lintel.testing.TestDatabase;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.ibatis.session.SqlSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@PostgresTest
class ConversationPageTest {

  private static final Message HELLO = Message.of("user", "Hello");

  @ParameterizedTest(name = "limit {0}")
  @ValueSource(ints = {1, 7, 20, 40, 41, 100_000})
  void walksNewestFirstWithTies(int limit, SqlSession session) {
    List<UUID> created = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      UUID id = create(session).getId();
      StoredItems.age(session, "conversations", id, i / 3);
      created.add(id);
    }
    List<Conversation> walked = walk(session, limit);
    assertThat(walked).extracting(Conversation::getId).containsExactlyInAnyOrderElementsOf(created);
    assertThat(walked)
        .isSortedAccordingTo(
            Comparator.comparing(Conversation::getCreatedAt)
                .thenComparing(conversation -> conversation.getId().toString())
                .reversed());
  }

  @Test
  void isStableWhileAnotherSessionInserts(Database database) throws Exception {
    List<UUID> before = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      before.add(0, database.inTransaction(session -> create(session).getId()));
    }
    List<UUID> walked = new ArrayList<>();
    try (SqlSession reader = database.openSession()) {
      String cursor = null;
      do {
        Page<Conversation> page = ConversationOperations.pageConversations(reader, 3, cursor);
        page.getContent().forEach(conversation -> walked.add(conversation.getId()));
        cursor = page.getNextCursor();
        database.useTransaction(session -> create(session));
      } while (cursor != null);
    }
    assertThat(walked).isEqualTo(before);
    database.useTransaction(
        session -> {
          try (var statement = session.getConnection().createStatement()) {
            statement.execute("DELETE FROM lintel.conversations");
          }
        });
  }

  @Test
  void ofNoneIsEmptyAndTheLast(SqlSession session) {
    Page<Conversation> page = ConversationOperations.pageConversations(session, 10, null);
    assertThat(page.getContent()).isEmpty();
    assertThat(page.getNextCursor()).isNull();
  }

  @Test
  void eachOperationIsOneStatementAndOneRoundTrip(TestDatabase database) throws Exception {
    try (StatementCounter counter = new StatementCounter(database)) {
      counter.count(
          session -> {
            UUID id = create(session).getId();
            create(session);
            Page<Conversation> page = ConversationOperations.pageConversations(session, 1, null);
            Map<String, Runnable> operations = new HashMap<>();
            operations.put("create", () -> create(session));
            operations.put("get", () -> ConversationOperations.getConversationById(session, id));
            operations.put("find", () -> ConversationOperations.findConversationById(session, id));
            operations.put(
                "append", () -> ConversationOperations.appendMessage(session, id, HELLO));
            operations.put(
                "append many",
                () ->
                    ConversationOperations.appendMessages(
                        session, id, Collections.nCopies(1_000, HELLO)));
            operations.put(
                "append none", () -> ConversationOperations.appendMessages(session, id, List.of()));
            operations.put(
                "list", () -> ConversationOperations.listMessages(session, id, 0, 100_000));
            operations.put(
                "merge",
                () ->
                    ConversationOperations.mergeConversationMetadata(session, id, Map.of("a", 1)));
            operations.put(
                "first page", () -> ConversationOperations.pageConversations(session, 1, null));
            operations.put(
                "next page",
                () -> ConversationOperations.pageConversations(session, 1, page.getNextCursor()));
            operations.forEach(
                (name, operation) -> {
                  counter.reset();
                  operation.run();
                  assertThat(counter.statements()).as(name).hasSize(1);
                  assertThat(counter.roundTrips()).as(name).isEqualTo(1);
                });
            return null;
          });
    }
  }

  @ParameterizedTest
  @EnumSource
  void pagesWalkTheirIndexAndTheRestTheKey(StatementPlan.Mode mode, SqlSession session)
      throws Exception {
    try (var statement = session.getConnection().createStatement()) {
      statement.execute(
          "INSERT INTO lintel.conversations (created_at)"
              + " SELECT timestamptz '2020-01-01 00:00:00Z' + interval '1 s' * n"
              + " FROM generate_series(1, 20000) AS n");
      statement.execute("ANALYZE lintel.conversations");
    }
    for (String id : List.of("pageConversations", "pageConversationsAfter")) {
      StatementPlan plan = plan(session, id, mode);
      assertThat(plan.indexes()).as("%s", plan).containsExactly("ix_conversations_created_at");
      assertThat(plan.has("Sort")).as("%s", plan).isFalse();
    }
    for (String id :
        List.of(
            "findConversationById",
            "appendMessages",
            "countMessages",
            "listMessages",
            "mergeConversationMetadata")) {
      StatementPlan plan = plan(session, id, mode);
      assertThat(plan.indexes()).as("%s", plan).containsExactly("conversations_pkey");
    }
  }

  private static StatementPlan plan(SqlSession session, String id, StatementPlan.Mode mode) {
    String uuid = "'00000000-0000-4000-8000-000000000000'";
    Map<String, String> values =
        Map.of(
            "id", uuid,
            "conversationId", uuid,
            "limit", "51",
            "first", "0",
            "last", "9",
            "createdAt", "'2020-01-01 03:00:00Z'",
            "messages", "'[]'",
            "patch", "'{}'");
    return StatementPlan.of(session, ConversationMapper.class.getName() + "." + id, mode, values);
  }

  private static List<Conversation> walk(SqlSession session, int limit) {
    List<Conversation> walked = new ArrayList<>();
    String cursor = null;
    do {
      Page<Conversation> page = ConversationOperations.pageConversations(session, limit, cursor);
      walked.addAll(page.getContent());
      cursor = page.getNextCursor();
    } while (cursor != null);
    return walked;
  }

  private static Conversation create(SqlSession session) {
    return ConversationOperations.createConversation(session, List.of(HELLO), emptyMap());
  }
}
