package dev.lintel.benchmark.peers;

import dev.lintel.benchmark.peers.springdata.ConversationRepository;
import dev.lintel.benchmark.peers.springdata.ItemRepository;
import dev.lintel.benchmark.peers.springdata.ItemRow;
import dev.lintel.benchmark.peers.springdata.ItemStream;
import dev.lintel.benchmark.peers.springdata.JsonArray;
import dev.lintel.benchmark.peers.springdata.JsonObject;
import dev.lintel.benchmark.peers.springdata.SpringDataConfiguration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Spring Data JDBC by repository interfaces, in a transaction of Spring's template for each
 * operation. Keys are looked up by its derived methods; all else is {@code @Query}, since {@code
 * save} neither reads the server's times nor changes a single column.
 */
public final class SpringDataJdbcPeer implements Peer {

  private final AnnotationConfigApplicationContext context;
  private final TransactionTemplate transactions;
  private final ItemRepository items;
  private final ItemStream streams;
  private final ConversationRepository conversations;

  public SpringDataJdbcPeer(DataSource pool) {
    this.context = new AnnotationConfigApplicationContext();
    // the pool is the caller's: the context must not close it
    context.registerBean(DataSource.class, () -> pool, bean -> bean.setDestroyMethodName(""));
    context.register(SpringDataConfiguration.class);
    context.refresh();
    this.transactions = context.getBean(TransactionTemplate.class);
    this.items = context.getBean(ItemRepository.class);
    this.streams = context.getBean(ItemStream.class);
    this.conversations = context.getBean(ConversationRepository.class);
  }

  @Override
  public String name() {
    return "Spring Data JDBC";
  }

  @Override
  public long findById(UUID id) {
    return transactions.execute(t -> items.findById(id).orElseThrow()).check(true);
  }

  @Override
  public long updateStatus(UUID id, String status) {
    return transactions.execute(t -> items.updateStatus(id, status)).check(true);
  }

  @Override
  public long create(NewRow row) {
    ItemRow created =
        transactions.execute(
            t ->
                items.insert(
                    UUID.randomUUID(),
                    row.name(),
                    row.description(),
                    row.status(),
                    new JsonObject(row.metadata())));
    return created.check(true);
  }

  @Override
  public long list(String status, boolean readDocuments) {
    return sum(transactions.execute(t -> items.list(status)), readDocuments);
  }

  @Override
  public long page(String status, Instant createdAt, UUID id, int limit, boolean readDocuments) {
    return sum(
        transactions.execute(
            t -> items.page(status, createdAt.atOffset(ZoneOffset.UTC), id, limit)),
        readDocuments);
  }

  @Override
  public long stream(String status, boolean readDocuments, Runnable eachRow) {
    return transactions.execute(
        t -> {
          try (Stream<ItemRow> rows = streams.stream(status)) {
            return rows.mapToLong(
                    row -> {
                      long sum = row.check(readDocuments);
                      eachRow.run();
                      return sum;
                    })
                .sum();
          }
        });
  }

  @Override
  public long bulkCreate(List<NewRow> rows) {
    long sum = 0;
    for (UUID id : transactions.execute(t -> items.insertAll(rows))) {
      sum += Check.id(id);
    }
    return sum;
  }

  @Override
  public void append(UUID conversationId, String role, String content) {
    JsonArray message = new JsonArray(List.of(Map.of("role", role, "content", content)));
    transactions.executeWithoutResult(t -> conversations.append(conversationId, message));
  }

  @Override
  public long conversation(UUID id) {
    long sum = 0;
    for (Map<String, Object> message :
        transactions.execute(t -> conversations.findById(id).orElseThrow()).messages().values()) {
      sum += Check.message((String) message.get("role"), (String) message.get("content"));
    }
    return sum;
  }

  @Override
  public long contains(Map<String, ?> document, int limit, boolean readDocuments) {
    return sum(
        transactions.execute(t -> items.containing(new JsonObject(document), limit)),
        readDocuments);
  }

  private static long sum(List<ItemRow> rows, boolean readDocuments) {
    long sum = 0;
    for (ItemRow row : rows) {
      sum += row.check(readDocuments);
    }
    return sum;
  }

  @Override
  public void close() {
    context.close();
  }
}
