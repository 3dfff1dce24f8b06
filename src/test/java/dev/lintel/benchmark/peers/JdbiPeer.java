package dev.lintel.benchmark.peers;

import dev.lintel.benchmark.peers.JdbcPeer.Item;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.generic.GenericType;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.postgres.PostgresPlugin;

/**
 * JDBI's fluent API with its plugin for PostgreSQL: named parameters, records by {@link
 * ConstructorMapper}, a {@link PreparedBatch} for many rows. Ids are the server's.
 */
public final class JdbiPeer implements Peer {

  private static final String COLUMNS =
      "id, name, description, status, metadata, created_at, updated_at, parent_id";
  private static final String INSERT =
      "INSERT INTO lintel.items (name, description, status, metadata)"
          + " VALUES (:name, :description, :status, :metadata::jsonb)";
  private static final String LIST =
      "SELECT "
          + COLUMNS
          + " FROM lintel.items WHERE status = ANY (ARRAY[(SELECT :status::varchar)])"
          + " ORDER BY status NULLS FIRST, created_at, id"
          + " LIMIT (SELECT 9223372036854775807)";
  private static final int FETCH_SIZE = 500;

  private final Jdbi jdbi;

  public JdbiPeer(DataSource pool) {
    this.jdbi =
        Jdbi.create(pool)
            .installPlugin(new PostgresPlugin())
            .registerRowMapper(ConstructorMapper.factory(Item.class))
            .registerRowMapper(ConstructorMapper.factory(StoredConversation.class))
            .registerColumnMapper(
                new GenericType<Map<String, Object>>() {},
                (row, column, context) -> Jackson.object(row.getString(column)))
            .registerColumnMapper(
                new GenericType<List<Map<String, Object>>>() {},
                (row, column, context) -> Jackson.array(row.getString(column)));
  }

  @Override
  public String name() {
    return "JDBI";
  }

  @Override
  public long findById(UUID id) {
    return jdbi.inTransaction(
            handle ->
                handle
                    .createQuery("SELECT " + COLUMNS + " FROM lintel.items WHERE id = :id")
                    .bind("id", id)
                    .mapTo(Item.class)
                    .one())
        .check(true);
  }

  @Override
  public long updateStatus(UUID id, String status) {
    return jdbi.inTransaction(
            handle ->
                handle
                    .createQuery(
                        "UPDATE lintel.items SET status = :status, updated_at = now()"
                            + " WHERE id = :id RETURNING "
                            + COLUMNS)
                    .bind("status", status)
                    .bind("id", id)
                    .mapTo(Item.class)
                    .one())
        .check(true);
  }

  @Override
  public long create(NewRow row) {
    return jdbi.inTransaction(
            handle ->
                handle
                    .createQuery(INSERT + " RETURNING " + COLUMNS)
                    .bind("name", row.name())
                    .bind("description", row.description())
                    .bind("status", row.status())
                    .bind("metadata", Jackson.text(row.metadata()))
                    .mapTo(Item.class)
                    .one())
        .check(true);
  }

  @Override
  public long list(String status, boolean readDocuments) {
    List<Item> items =
        jdbi.inTransaction(handle -> byStatus(handle, status).mapTo(Item.class).list());
    return sum(items, readDocuments);
  }

  @Override
  public long page(String status, Instant createdAt, UUID id, int limit, boolean readDocuments) {
    List<Item> items =
        jdbi.inTransaction(
            handle ->
                handle
                    .createQuery(
                        "SELECT "
                            + COLUMNS
                            + " FROM lintel.items"
                            + " WHERE status = ANY (ARRAY[(SELECT :status::varchar)])"
                            + " AND (created_at, id) > (:createdAt, :id)"
                            + " ORDER BY status NULLS FIRST, created_at, id LIMIT :limit")
                    .bind("status", status)
                    .bind("createdAt", createdAt)
                    .bind("id", id)
                    .bind("limit", limit)
                    .mapTo(Item.class)
                    .list());
    return sum(items, readDocuments);
  }

  @Override
  public long stream(String status, boolean readDocuments, Runnable eachRow) {
    return jdbi.inTransaction(
        handle -> {
          try (Stream<Item> items =
              byStatus(handle, status).setFetchSize(FETCH_SIZE).mapTo(Item.class).stream()) {
            return items
                .mapToLong(
                    item -> {
                      eachRow.run();
                      return item.check(readDocuments);
                    })
                .sum();
          }
        });
  }

  private static Query byStatus(Handle handle, String status) {
    return handle.createQuery(LIST).bind("status", status);
  }

  @Override
  public long bulkCreate(List<NewRow> rows) {
    List<UUID> ids =
        jdbi.inTransaction(
            handle -> {
              PreparedBatch batch = handle.prepareBatch(INSERT);
              for (NewRow row : rows) {
                batch
                    .bind("name", row.name())
                    .bind("description", row.description())
                    .bind("status", row.status())
                    .bind("metadata", Jackson.text(row.metadata()))
                    .add();
              }
              return batch.executePreparedBatch("id").mapTo(UUID.class).list();
            });
    long sum = 0;
    for (UUID id : ids) {
      sum += Check.id(id);
    }
    return sum;
  }

  @Override
  public void append(UUID conversationId, String role, String content) {
    String messages = Jackson.text(List.of(Map.of("role", role, "content", content)));
    jdbi.useTransaction(
        handle ->
            handle
                .createUpdate(
                    "UPDATE lintel.conversations SET messages = messages || :messages::jsonb,"
                        + " updated_at = now() WHERE id = :id")
                .bind("messages", messages)
                .bind("id", conversationId)
                .execute());
  }

  @Override
  public long conversation(UUID id) {
    return jdbi.inTransaction(
            handle ->
                handle
                    .createQuery(
                        "SELECT id, messages, metadata, created_at, updated_at"
                            + " FROM lintel.conversations WHERE id = :id")
                    .bind("id", id)
                    .mapTo(StoredConversation.class)
                    .one())
        .check();
  }

  @Override
  public long contains(Map<String, ?> document, int limit, boolean readDocuments) {
    List<Item> items =
        jdbi.inTransaction(
            handle ->
                handle
                    .createQuery(
                        "SELECT "
                            + COLUMNS
                            + " FROM (SELECT * FROM lintel.items WHERE metadata @> :document::jsonb"
                            + " OFFSET 0) AS matching ORDER BY created_at, id LIMIT :limit")
                    .bind("document", Jackson.text(document))
                    .bind("limit", limit)
                    .mapTo(Item.class)
                    .list());
    return sum(items, readDocuments);
  }

  private static long sum(List<Item> items, boolean readDocuments) {
    long sum = 0;
    for (Item item : items) {
      sum += item.check(readDocuments);
    }
    return sum;
  }
}
