package dev.lintel.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lintel.conversations.Conversation;
import dev.lintel.conversations.ConversationOperations;
import dev.lintel.items.Item;
import dev.lintel.items.ItemOperations;
import dev.lintel.items.ItemWithParent;
import dev.lintel.items.ParentWithItems;
import dev.lintel.paging.Page;
import dev.lintel.parents.ParentOperations;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.ibatis.session.SqlSession;

/**
 * Rows of times at which clocks are changed, calendars end, or a byte overflows, stored as text by
 * SQL, and what each operation makes of them.
 */
final class OddTimes {

  static final String[] ZONES = {
    "UTC",
    "Asia/Kathmandu",
    "America/St_Johns",
    "Europe/Dublin",
    "Pacific/Apia",
    "Australia/Lord_Howe",
    "Africa/Monrovia",
    "Etc/GMT+12",
    "Pacific/Kiritimati"
  };

  private static final String STATUS = "odd times";

  /** Each as PostgreSQL reads it, and as Java names it. */
  private final TreeMap<Instant, String> texts = new TreeMap<>();

  private final UUID parentId;
  private final SqlSession session;

  /**
   * @param session in a transaction; its zone is no matter
   * @param transitions how many changes of clocks, each a microsecond before, at and after
   */
  OddTimes(SqlSession session, int transitions) throws SQLException {
    this.session = session;
    this.parentId = ParentOperations.createParent(session, STATUS).getId();
    ends();
    transitions(transitions);
    store("items", "name, status, parent_id", "'x', '" + STATUS + "', '" + parentId + "'");
    store("conversations", "messages, metadata", "'[]', '{}'");
  }

  private void ends() {
    texts.put(OffsetDateTime.MAX.toInstant(), "infinity");
    texts.put(OffsetDateTime.MIN.toInstant(), "-infinity");
    texts.put(Instant.parse("+294276-12-31T23:59:59.999999Z"), "294276-12-31 23:59:59.999999+00");
    texts.put(Instant.parse("+10000-01-01T00:00:00Z"), "10000-01-01 00:00:00+00");
    texts.put(Instant.parse("-4712-01-01T00:00:00Z"), "4713-01-01 00:00:00+00 BC");
    texts.put(Instant.parse("-0043-03-15T11:59:59.000001Z"), "0044-03-15 11:59:59.000001+00 BC");
    texts.put(Instant.parse("0000-12-31T23:59:59.999999Z"), "0001-12-31 23:59:59.999999+00 BC");
    texts.put(Instant.parse("2017-01-01T00:00:00Z"), "2016-12-31 23:59:60+00"); // a leap second
    for (String iso :
        List.of(
            "0001-01-01T00:00:00Z",
            "0001-01-01T00:00:00.000001Z",
            "1582-10-04T23:59:59.999999Z",
            "1582-10-15T00:00:00Z",
            "1883-11-18T17:00:00Z",
            "1900-01-01T00:00:00.1Z",
            "1901-12-13T20:45:51.999999Z",
            "1969-12-31T23:59:59.999999Z",
            "1970-01-01T00:00:00Z",
            "1999-12-31T23:59:59.999999Z",
            "2000-01-01T00:00:00Z",
            "2011-12-30T10:00:00.123456Z", // the day that Apia left out
            "2024-02-29T23:59:59.100000Z",
            "2038-01-19T03:14:07.999999Z",
            "2038-01-19T03:14:08Z",
            "9999-12-31T23:59:59.999999Z")) {
      texts.put(Instant.parse(iso), iso);
    }
  }

  /** In the zones of this JVM, between 1900 and 2100. */
  private void transitions(int count) {
    List<String> zones = new ArrayList<>(ZoneId.getAvailableZoneIds());
    Collections.sort(zones);
    Random random = new Random(Inputs.SEED);
    for (int i = 0; i < count; i++) {
      ZoneId zone = ZoneId.of(zones.get(random.nextInt(zones.size())));
      Instant somewhere =
          Instant.ofEpochSecond(-2_208_988_800L + (long) (random.nextDouble() * 6.3e9));
      ZoneOffsetTransition change = zone.getRules().nextTransition(somewhere);
      Instant at = change == null ? somewhere : change.getInstant();
      for (Instant time : List.of(at.minusNanos(1_000), at, at.plusNanos(1_000))) {
        texts.put(time, time.toString());
      }
    }
  }

  int count() {
    return texts.size();
  }

  private void store(String table, String columns, String values) throws SQLException {
    try (PreparedStatement insert =
        session
            .getConnection()
            .prepareStatement(
                "INSERT INTO lintel."
                    + table
                    + " (created_at, updated_at, "
                    + columns
                    + ") SELECT t::timestamptz, t::timestamptz, "
                    + values
                    + " FROM unnest(?::text[]) AS t")) {
      insert.setArray(1, session.getConnection().createArrayOf("text", texts.values().toArray()));
      insert.executeUpdate();
    }
  }

  /** Before which the clocks of the session are set. */
  void sessionIn(String zone) throws SQLException {
    try (Statement statement = session.getConnection().createStatement()) {
      statement.execute("SET LOCAL TIME ZONE '" + zone + "'");
    }
  }

  /** Reads them all by every operation, to the microsecond and in their order. */
  void assertKept(int pageSize) {
    List<Instant> expected = new ArrayList<>(texts.keySet());
    List<Item> items = ItemOperations.listItemsByStatus(session, STATUS);
    assertThat(items).extracting(Item::getCreatedAt).isEqualTo(expected);
    assertThat(items).extracting(Item::getUpdatedAt).isEqualTo(expected);
    List<Item> walked = walkItems(pageSize);
    assertThat(walked).extracting(Item::getCreatedAt).isEqualTo(expected);
    assertThat(walked).isEqualTo(items);
    List<Item> streamed = new ArrayList<>();
    ItemOperations.forEachItemByStatus(session, STATUS, streamed::add);
    assertThat(streamed).extracting(Item::getCreatedAt).isEqualTo(expected);
    assertThat(streamed).isEqualTo(items);
    assertThat(ItemOperations.listItemsByParent(session, parentId)).isEqualTo(items);
    ParentWithItems all = ItemOperations.getParentWithItemsById(session, parentId);
    assertThat(all.getItems()).isEqualTo(items);

    List<Instant> newestFirst = new ArrayList<>(texts.descendingKeySet());
    List<Conversation> conversations = walkConversations(pageSize);
    assertThat(conversations).extracting(Conversation::getCreatedAt).isEqualTo(newestFirst);
    assertThat(conversations).extracting(Conversation::getUpdatedAt).isEqualTo(newestFirst);
  }

  /** One by one, as often as the driver needs to change to the binary form. */
  void assertEachKept(int executions) {
    for (Item item : ItemOperations.pageItemsByStatus(session, STATUS, 40, null).getContent()) {
      for (int i = 0; i < executions; i++) {
        assertThat(ItemOperations.getItemById(session, item.getId())).isEqualTo(item);
        ItemWithParent both = ItemOperations.getItemWithParentById(session, item.getId());
        assertThat(both.getItem()).isEqualTo(item);
      }
    }
    for (Conversation conversation :
        ConversationOperations.pageConversations(session, 40, null).getContent()) {
      for (int i = 0; i < executions; i++) {
        assertThat(ConversationOperations.getConversationById(session, conversation.getId()))
            .isEqualTo(conversation);
      }
    }
  }

  private List<Item> walkItems(int pageSize) {
    List<Item> walked = new ArrayList<>();
    String cursor = null;
    do {
      Page<Item> page = ItemOperations.pageItemsByStatus(session, STATUS, pageSize, cursor);
      walked.addAll(page.getContent());
      cursor = page.getNextCursor();
    } while (cursor != null);
    return walked;
  }

  private List<Conversation> walkConversations(int pageSize) {
    List<Conversation> walked = new ArrayList<>();
    String cursor = null;
    do {
      Page<Conversation> page = ConversationOperations.pageConversations(session, pageSize, cursor);
      walked.addAll(page.getContent());
      cursor = page.getNextCursor();
    } while (cursor != null);
    return walked;
  }
}
