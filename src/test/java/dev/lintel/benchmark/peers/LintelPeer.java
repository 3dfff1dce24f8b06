package dev.lintel.benchmark.peers;

import dev.lintel.conversations.ConversationOperations;
import dev.lintel.conversations.Message;
import dev.lintel.items.Item;
import dev.lintel.items.ItemOperations;
import dev.lintel.items.NewItem;
import dev.lintel.paging.Cursor;
import dev.lintel.paging.Page;
import dev.lintel.session.Database;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;

/** Lintel's public API. */
public final class LintelPeer implements Peer {

  private final Database database;

  public LintelPeer(DataSource pool) {
    this.database = Database.over(pool);
  }

  @Override
  public String name() {
    return "Lintel";
  }

  @Override
  public long findById(UUID id) {
    return check(database.inTransaction(s -> ItemOperations.getItemById(s, id)), true);
  }

  @Override
  public long updateStatus(UUID id, String status) {
    return check(database.inTransaction(s -> ItemOperations.updateItemStatus(s, id, status)), true);
  }

  @Override
  public long create(NewRow row) {
    return check(database.inTransaction(s -> ItemOperations.createItem(s, item(row))), true);
  }

  @Override
  public long list(String status, boolean readDocuments) {
    return sum(
        database.inTransaction(s -> ItemOperations.listItemsByStatus(s, status)), readDocuments);
  }

  @Override
  public long page(String status, Instant createdAt, UUID id, int limit, boolean readDocuments) {
    String cursor = Cursor.encode("items by status " + status, createdAt, id);
    Page<Item> page =
        database.inTransaction(s -> ItemOperations.pageItemsByStatus(s, status, limit, cursor));
    return sum(page.getContent(), readDocuments);
  }

  @Override
  public long stream(String status, boolean readDocuments, Runnable eachRow) {
    long[] sum = new long[1];
    database.useTransaction(
        s ->
            ItemOperations.forEachItemByStatus(
                s,
                status,
                item -> {
                  sum[0] += check(item, readDocuments);
                  eachRow.run();
                }));
    return sum[0];
  }

  @Override
  public long bulkCreate(List<NewRow> rows) {
    List<NewItem> items = rows.stream().map(LintelPeer::item).toList();
    long sum = 0;
    for (Item created : database.inTransaction(s -> ItemOperations.createItems(s, items))) {
      sum += Check.id(created.getId());
    }
    return sum;
  }

  @Override
  public void append(UUID conversationId, String role, String content) {
    database.useTransaction(
        s -> ConversationOperations.appendMessage(s, conversationId, Message.of(role, content)));
  }

  @Override
  public long conversation(UUID id) {
    long sum = 0;
    for (Message message :
        database
            .inTransaction(s -> ConversationOperations.getConversationById(s, id))
            .getMessages()) {
      sum += Check.message(message.getRole(), message.getContent());
    }
    return sum;
  }

  @Override
  public long contains(Map<String, ?> document, int limit, boolean readDocuments) {
    return sum(
        database.inTransaction(s -> ItemOperations.listItemsByMetadata(s, document, limit)),
        readDocuments);
  }

  private static NewItem item(NewRow row) {
    return NewItem.builder()
        .name(row.name())
        .description(row.description())
        .status(row.status())
        .metadata(row.metadata())
        .build();
  }

  private static long sum(List<Item> items, boolean readDocuments) {
    long sum = 0;
    for (Item item : items) {
      sum += check(item, readDocuments);
    }
    return sum;
  }

  private static long check(Item item, boolean readDocuments) {
    return Check.item(
        item.getId(),
        item.getName(),
        item.getDescription(),
        item.getStatus(),
        item.getCreatedAt(),
        item.getUpdatedAt(),
        readDocuments ? item.getMetadata() : null);
  }
}
