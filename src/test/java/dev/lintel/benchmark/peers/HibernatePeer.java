package dev.lintel.benchmark.peers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lintel.benchmark.peers.hibernate.BulkItem;
import dev.lintel.benchmark.peers.hibernate.Conversation;
import dev.lintel.benchmark.peers.hibernate.Item;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;
import org.hibernate.FlushMode;
import org.hibernate.ScrollMode;
import org.hibernate.ScrollableResults;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.hibernate.cfg.AvailableSettings;
import org.hibernate.jpa.HibernatePersistenceConfiguration;
import org.hibernate.type.format.jackson.JacksonJsonFormatMapper;

/**
 * Hibernate with a session for each operation, read-only where it only reads: an entity is found,
 * changed and flushed, as its guide has it. A stateless session where no entity lives on: the bulk,
 * the stream and the append. Lists are native queries with entities as their result, since HQL
 * cannot ask for the index as the other peers do.
 */
public final class HibernatePeer implements Peer {

  private static final String COLUMNS =
      "id, name, description, status, metadata, created_at, updated_at, parent_id";
  private static final String OF_STATUS =
      "SELECT "
          + COLUMNS
          + " FROM lintel.items WHERE status = ANY (ARRAY[(SELECT CAST(:status AS varchar))])";
  private static final String ALL_OF_STATUS =
      OF_STATUS + " ORDER BY status NULLS FIRST, created_at, id LIMIT (SELECT 9223372036854775807)";
  private static final String PAGE_OF_STATUS =
      OF_STATUS
          + " AND (created_at, id) > (:createdAt, :id)"
          + " ORDER BY status NULLS FIRST, created_at, id LIMIT :limit";
  private static final String CONTAINING =
      "SELECT "
          + COLUMNS
          + " FROM (SELECT * FROM lintel.items WHERE metadata @> CAST(:document AS jsonb)"
          + " OFFSET 0) AS matching ORDER BY created_at, id LIMIT :limit";
  private static final String APPEND =
      "UPDATE lintel.conversations SET messages = messages || CAST(:messages AS jsonb),"
          + " updated_at = now() WHERE id = :id";
  private static final int FETCH_SIZE = 500;

  private final ObjectMapper json =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
  private final SessionFactory sessions;

  public HibernatePeer(DataSource pool) {
    this.sessions =
        new HibernatePersistenceConfiguration("lintel")
            .managedClasses(Item.class, BulkItem.class, Conversation.class)
            .defaultSchema("lintel")
            .property(AvailableSettings.JAKARTA_NON_JTA_DATASOURCE, pool)
            .property(AvailableSettings.HBM2DDL_AUTO, "none")
            .property(AvailableSettings.USE_SECOND_LEVEL_CACHE, false)
            .property(AvailableSettings.STATEMENT_BATCH_SIZE, 50)
            .property(AvailableSettings.JSON_FORMAT_MAPPER, new JacksonJsonFormatMapper(json))
            .createEntityManagerFactory();
  }

  @Override
  public String name() {
    return "Hibernate";
  }

  @Override
  public long findById(UUID id) {
    return reading(session -> session.find(Item.class, id)).check(true);
  }

  @Override
  public long updateStatus(UUID id, String status) {
    Item updated =
        sessions.fromTransaction(
            session -> {
              Item item = session.find(Item.class, id);
              item.setStatus(status);
              return item;
            });
    return updated.check(true);
  }

  @Override
  public long create(NewRow row) {
    Item created =
        sessions.fromTransaction(
            session -> {
              Item item = new Item(row);
              session.persist(item);
              return item;
            });
    return created.check(true);
  }

  @Override
  public long list(String status, boolean readDocuments) {
    List<Item> items =
        reading(
            session ->
                session
                    .createNativeQuery(ALL_OF_STATUS, Item.class)
                    .setParameter("status", status)
                    .getResultList());
    return sum(items, readDocuments);
  }

  @Override
  public long page(String status, Instant createdAt, UUID id, int limit, boolean readDocuments) {
    List<Item> items =
        reading(
            session ->
                session
                    .createNativeQuery(PAGE_OF_STATUS, Item.class)
                    .setParameter("status", status)
                    .setParameter("createdAt", createdAt)
                    .setParameter("id", id)
                    .setParameter("limit", limit)
                    .getResultList());
    return sum(items, readDocuments);
  }

  @Override
  public long stream(String status, boolean readDocuments, Runnable eachRow) {
    return sessions.fromStatelessTransaction(
        session -> stream(session, status, readDocuments, eachRow));
  }

  private static long stream(
      StatelessSession session, String status, boolean readDocuments, Runnable eachRow) {
    long sum = 0;
    try (ScrollableResults<Item> items =
        session
            .createNativeQuery(ALL_OF_STATUS, Item.class)
            .setParameter("status", status)
            .setFetchSize(FETCH_SIZE)
            .scroll(ScrollMode.FORWARD_ONLY)) {
      while (items.next()) {
        sum += items.get().check(readDocuments);
        eachRow.run();
      }
    }
    return sum;
  }

  @Override
  public long bulkCreate(List<NewRow> rows) {
    List<BulkItem> items = rows.stream().map(BulkItem::new).toList();
    sessions.inStatelessTransaction(session -> session.insertMultiple(items));
    long sum = 0;
    for (BulkItem item : items) {
      sum += Check.id(item.id());
    }
    return sum;
  }

  @Override
  public void append(UUID conversationId, String role, String content) {
    String messages = write(List.of(Map.of("role", role, "content", content)));
    sessions.inStatelessTransaction(
        session ->
            session
                .createNativeMutationQuery(APPEND)
                .setParameter("messages", messages)
                .setParameter("id", conversationId)
                .executeUpdate());
  }

  @Override
  public long conversation(UUID id) {
    long sum = 0;
    for (Map<String, Object> message :
        reading(session -> session.find(Conversation.class, id)).messages()) {
      sum += Check.message((String) message.get("role"), (String) message.get("content"));
    }
    return sum;
  }

  @Override
  public long contains(Map<String, ?> document, int limit, boolean readDocuments) {
    String contained = write(document);
    List<Item> items =
        reading(
            session ->
                session
                    .createNativeQuery(CONTAINING, Item.class)
                    .setParameter("document", contained)
                    .setParameter("limit", limit)
                    .getResultList());
    return sum(items, readDocuments);
  }

  /** In a transaction whose entities are not compared with what was read. */
  private <T> T reading(Function<Session, T> work) {
    return sessions.fromTransaction(
        session -> {
          session.setDefaultReadOnly(true);
          session.setHibernateFlushMode(FlushMode.MANUAL);
          return work.apply(session);
        });
  }

  private String write(Object value) {
    try {
      return json.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static long sum(List<Item> items, boolean readDocuments) {
    long sum = 0;
    for (Item item : items) {
      sum += item.check(readDocuments);
    }
    return sum;
  }

  @Override
  public void close() {
    sessions.close();
  }
}
