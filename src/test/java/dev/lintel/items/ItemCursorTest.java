package dev.lintel.items;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lintel.InvalidValueException;
import dev.lintel.conversations.ConversationOperations;
import dev.lintel.paging.Cursor;
import dev.lintel.paging.Page;
import dev.lintel.testing.PostgresTest;
import dev.lintel.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.apache.ibatis.session.SqlSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Cursors that no page of the list gave. */
@PostgresTest
class ItemCursorTest {

  private static String cursor(SqlSession session, String status) {
    ItemOperations.createItem(session, "first", status);
    ItemOperations.createItem(session, "second", status);
    return ItemOperations.pageItemsByStatus(session, status, 1, null).getNextCursor();
  }

  /** Refused, and the transaction is as it was. */
  private static void assertRefused(SqlSession session, String status, String cursor) {
    assertThatThrownBy(() -> ItemOperations.pageItemsByStatus(session, status, 1, cursor))
        .as(cursor)
        .isInstanceOf(InvalidValueException.class)
        .hasMessageStartingWith("cursor: expected ")
        .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(1));
    assertThat(ItemOperations.countItemsByStatus(session, status)).isNotNegative();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "0",
        "null",
        "' OR 1=1 --",
        "====",
        "\u0000",
        "\uD83D",
        "\n2026-01-01 INFO item deleted",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
      })
  void isRefusedIfItIsNone(String cursor, SqlSession session) {
    assertRefused(session, "new", cursor);
  }

  @Test
  void isRefusedIfItIsHuge(SqlSession session) {
    assertRefused(session, "new", "A".repeat(1_000_000));
  }

  @Test
  void isRefusedAtEveryShorterLength(SqlSession session) {
    String cursor = cursor(session, "truncated");
    for (int length = 0; length < cursor.length(); length++) {
      assertRefused(session, "truncated", cursor.substring(0, length));
      assertRefused(session, "truncated", cursor.substring(cursor.length() - length));
    }
    for (String more : List.of("A", "=", " ", "\n", cursor)) {
      assertRefused(session, "truncated", cursor + more);
      assertRefused(session, "truncated", more + cursor);
    }
  }

  @Test
  void isRefusedWithAnyBitFlipped(SqlSession session) {
    String cursor = cursor(session, "flipped");
    byte[] bytes = Base64.getUrlDecoder().decode(cursor);
    for (int bit = 0; bit < 8 * bytes.length; bit++) {
      byte[] flipped = bytes.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      String forged = Base64.getUrlEncoder().withoutPadding().encodeToString(flipped);
      assertRefused(session, "flipped", forged);
    }
    assertThat(ItemOperations.pageItemsByStatus(session, "flipped", 1, cursor).getContent())
        .hasSize(1);
  }

  @Test
  void isRefusedInAnotherAlphabetOrCase(SqlSession session) {
    String cursor = cursor(session, "alphabet");
    assertRefused(session, "alphabet", cursor.toLowerCase(Locale.ROOT));
    assertRefused(
        session,
        "alphabet",
        Base64.getEncoder().encodeToString(cursor.getBytes(StandardCharsets.US_ASCII)));
  }

  @Test
  void isRefusedIfItIsOfAnotherList(SqlSession session) {
    String cursor = cursor(session, "one");
    cursor(session, "other");
    assertRefused(session, "other", cursor);

    ConversationOperations.createConversation(session, List.of(), Map.of());
    ConversationOperations.createConversation(session, List.of(), Map.of());
    String foreign = ConversationOperations.pageConversations(session, 1, null).getNextCursor();
    assertThat(foreign).isNotNull();
    assertRefused(session, "one", foreign);
    assertThatThrownBy(() -> ConversationOperations.pageConversations(session, 1, cursor))
        .isInstanceOf(InvalidValueException.class);
  }

  /** Well made, for a time that no row can have: the server would refuse it, and abort. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "+294277-01-01T00:00:00Z",
        "+300000-01-01T00:00:00Z",
        "-4713-12-31T00:00:00Z",
        "-300000-01-01T00:00:00Z"
      })
  void isRefusedForATimeThatPostgresqlDoesNotKnow(Instant time, SqlSession session) {
    assertRefused(session, "time", Cursor.encode("items by status time", time, UUID.randomUUID()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "infinity",
        "-infinity",
        "294276-12-31 23:59:59.999999+00",
        "4713-01-01 00:00:00+00 BC"
      })
  void isTakenForEveryTimeThatARowCanHave(String time, SqlSession session) throws Exception {
    UUID[] ids = {new UUID(0, 1), new UUID(0, 2)};
    try (PreparedStatement insert =
        session
            .getConnection()
            .prepareStatement(
                "INSERT INTO lintel.items (id, name, status, created_at)"
                    + " VALUES (?, 'x', 'ends', ?::text::timestamptz)")) {
      for (UUID id : ids) {
        insert.setObject(1, id);
        insert.setString(2, time);
        insert.executeUpdate();
      }
    }
    Page<Item> first = ItemOperations.pageItemsByStatus(session, "ends", 1, null);
    Page<Item> second = ItemOperations.pageItemsByStatus(session, "ends", 1, first.getNextCursor());
    assertThat(first.getContent()).extracting(Item::getId).containsExactly(ids[0]);
    assertThat(second.getContent()).extracting(Item::getId).containsExactly(ids[1]);
    assertThat(second.getNextCursor()).isNull();
  }

  @Test
  void costsTheTransactionNothing(TestDatabase database) {
    try (SqlSession session = database.database().openSession()) {
      assertRefused(session, "commits", "forged");
      ItemOperations.createItem(session, "after", "commits");
      session.commit();
    }
    assertThat(database.query("SELECT name FROM lintel.items WHERE status = 'commits'"))
        .containsExactly(List.of("after"));
  }
}
