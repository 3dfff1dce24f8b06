package dev.lintel.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lintel.conversations.Conversation;
import dev.lintel.conversations.ConversationOperations;
import dev.lintel.conversations.Message;
import dev.lintel.items.Item;
import dev.lintel.items.ItemOperations;
import dev.lintel.session.Database;
import dev.lintel.testing.Load;
import dev.lintel.testing.LockWait;
import dev.lintel.testing.OwnJvm;
import dev.lintel.testing.PostgresTest;
import dev.lintel.testing.StoredItems;
import dev.lintel.testing.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two JVMs with sixteen threads each write to the same rows at the same time. */
@Tag("faults")
@PostgresTest
class LostUpdatesTest {

  private static final int JVMS = 2;
  private static final int TURNS = Load.of(4, 25);
  private static final int WRITERS = JVMS * WritersInOwnJvm.WRITERS;
  private static final int CLAIMED = WRITERS * TURNS * WritersInOwnJvm.CLAIMED_EACH_TURN;

  @Test
  void ofTwoJvmsThereAreNone(TestDatabase test) throws Exception {
    Database database = test.database();
    UUID conversation =
        database
            .inTransaction(s -> ConversationOperations.createConversation(s, List.of(), Map.of()))
            .getId();
    UUID item = database.inTransaction(s -> ItemOperations.createItem(s, "merged", "x")).getId();
    database.useTransaction(s -> StoredItems.insert(s, "waiting", CLAIMED + 100, 7));

    List<String> claimed = runBoth(test, conversation, item);

    assertThat(claimed).as("claimed, by whomever").hasSize(CLAIMED).doesNotHaveDuplicates();
    assertThat(
            test.query("SELECT id FROM lintel.items WHERE status = 'taken'").stream()
                .map(row -> row.get(0)))
        .containsExactlyInAnyOrderElementsOf(claimed);
    assertConversation(
        database.inTransaction(s -> ConversationOperations.getConversationById(s, conversation)));
    Item merged = database.inTransaction(s -> ItemOperations.getItemById(s, item));
    assertThat(merged.getMetadata()).isEqualTo(expectedKeys());
    Figures.write(
        "lost updates",
        String.format(
            "%d JVMs with %d threads each: %,d messages appended, %,d keys merged, %,d items"
                + " claimed; 0 lost, 0 doubled, 0 out of order",
            JVMS, WritersInOwnJvm.WRITERS, WRITERS * TURNS * 3, WRITERS * TURNS * 2, CLAIMED));
  }

  private static List<String> runBoth(TestDatabase test, UUID conversation, UUID item)
      throws Exception {
    List<OwnJvm> jvms = new ArrayList<>();
    try (Connection gate = DriverManager.getConnection(test.jdbcUrl());
        Statement statement = gate.createStatement()) {
      statement.execute("SELECT pg_advisory_lock(" + WritersInOwnJvm.GATE + ")");
      for (int i = 0; i < JVMS; i++) {
        jvms.add(
            OwnJvm.start(
                WritersInOwnJvm.class,
                test.url(),
                "jvm" + i,
                conversation.toString(),
                item.toString(),
                String.valueOf(TURNS)));
      }
      LockWait.awaitTrue(
          test,
          "SELECT count(*) = "
              + JVMS
              + " FROM pg_locks JOIN pg_database ON pg_database.oid = database"
              + " WHERE datname = current_database() AND locktype = 'advisory' AND NOT granted",
          "not every JVM came to the gate");
      statement.execute("SELECT pg_advisory_unlock(" + WritersInOwnJvm.GATE + ")");
      List<String> claimed = new ArrayList<>();
      for (OwnJvm jvm : jvms) {
        claimed.addAll(jvm.awaitEnd("claimed "));
      }
      return claimed;
    } finally {
      for (OwnJvm jvm : jvms) {
        jvm.close();
      }
    }
  }

  private static void assertConversation(Conversation conversation) {
    Map<String, List<String>> byWriter = new HashMap<>();
    for (Message message : conversation.getMessages()) {
      byWriter
          .computeIfAbsent(message.getRole(), role -> new ArrayList<>())
          .add(message.getContent());
    }
    List<String> inOrder = new ArrayList<>();
    for (int turn = 0; turn < TURNS; turn++) {
      inOrder.addAll(List.of(turn + " one", turn + " two", turn + " three"));
    }
    assertThat(byWriter).hasSize(WRITERS);
    assertThat(byWriter.values()).allSatisfy(own -> assertThat(own).isEqualTo(inOrder));
    assertThat(conversation.getMetadata()).hasSize(byWriter.size());
    assertThat(conversation.getMetadata().values()).allMatch(last -> last.equals(TURNS - 1));
  }

  private static Map<String, Object> expectedKeys() {
    Map<String, Object> expected = new HashMap<>();
    for (int jvm = 0; jvm < JVMS; jvm++) {
      for (int thread = 0; thread < WritersInOwnJvm.WRITERS; thread++) {
        for (int turn = 0; turn < TURNS; turn++) {
          expected.put("jvm" + jvm + "." + thread + "/" + turn, turn);
        }
      }
    }
    return expected;
  }
}
