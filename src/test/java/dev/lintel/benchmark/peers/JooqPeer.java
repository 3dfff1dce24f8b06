package dev.lintel.benchmark.peers;

import static dev.lintel.benchmark.peers.JooqTables.ARRAY;
import static dev.lintel.benchmark.peers.JooqTables.CONVERSATIONS;
import static dev.lintel.benchmark.peers.JooqTables.CREATED_AT;
import static dev.lintel.benchmark.peers.JooqTables.DESCRIPTION;
import static dev.lintel.benchmark.peers.JooqTables.ID;
import static dev.lintel.benchmark.peers.JooqTables.ITEMS;
import static dev.lintel.benchmark.peers.JooqTables.MESSAGES;
import static dev.lintel.benchmark.peers.JooqTables.METADATA;
import static dev.lintel.benchmark.peers.JooqTables.NAME;
import static dev.lintel.benchmark.peers.JooqTables.PARENT_ID;
import static dev.lintel.benchmark.peers.JooqTables.STATUS;
import static dev.lintel.benchmark.peers.JooqTables.UPDATED_AT;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.array;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.currentInstant;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;

import dev.lintel.benchmark.peers.JdbcPeer.Item;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jooq.Condition;
import org.jooq.Configuration;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Record8;
import org.jooq.Records;
import org.jooq.ResultQuery;
import org.jooq.SQLDialect;
import org.jooq.SelectJoinStep;
import org.jooq.Table;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;
import org.jooq.impl.DataSourceConnectionProvider;
import org.jooq.impl.DefaultConfiguration;
import org.jooq.impl.DefaultTransactionProvider;

/**
 * jOOQ's DSL over typed columns as its generator would write them, a converter for JSON, and
 * records by {@link Records#mapping}. Many rows are inserted as statements of many rows, since
 * neither a batch nor the loader gives ids back. As its manual advises, no log of executions; and
 * no savepoint in each transaction, which only nested ones need. Ids are the server's.
 */
public final class JooqPeer implements Peer {

  static {
    System.setProperty("org.jooq.no-logo", "true");
    System.setProperty("org.jooq.no-tips", "true");
  }

  private static final int FETCH_SIZE = 500;
  private static final int ROWS_A_STATEMENT = 1000;

  private final DSLContext jooq;

  public JooqPeer(DataSource pool) {
    DataSourceConnectionProvider connections = new DataSourceConnectionProvider(pool);
    this.jooq =
        DSL.using(
            new DefaultConfiguration()
                .set(SQLDialect.POSTGRES)
                .set(connections)
                .set(new DefaultTransactionProvider(connections, false))
                .set(new Settings().withExecuteLogging(false)));
  }

  @Override
  public String name() {
    return "jOOQ";
  }

  @Override
  public long findById(UUID id) {
    return jooq.transactionResult(
            tx -> items(tx, ITEMS).where(ID.eq(id)).fetchSingle(Records.mapping(Item::new)))
        .check(true);
  }

  @Override
  public long updateStatus(UUID id, String status) {
    return jooq.transactionResult(
            tx ->
                tx.dsl()
                    .update(ITEMS)
                    .set(STATUS, status)
                    .set(UPDATED_AT, currentInstant())
                    .where(ID.eq(id))
                    .returningResult(
                        ID, NAME, DESCRIPTION, STATUS, METADATA, CREATED_AT, UPDATED_AT, PARENT_ID)
                    .fetchSingle(Records.mapping(Item::new)))
        .check(true);
  }

  @Override
  public long create(NewRow row) {
    return jooq.transactionResult(
            tx ->
                tx.dsl()
                    .insertInto(ITEMS, NAME, DESCRIPTION, STATUS, METADATA)
                    .values(row.name(), row.description(), row.status(), metadata(row))
                    .returningResult(
                        ID, NAME, DESCRIPTION, STATUS, METADATA, CREATED_AT, UPDATED_AT, PARENT_ID)
                    .fetchSingle(Records.mapping(Item::new)))
        .check(true);
  }

  @Override
  public long list(String status, boolean readDocuments) {
    List<Item> items =
        jooq.transactionResult(tx -> byStatus(tx, status).fetch(Records.mapping(Item::new)));
    return sum(items, readDocuments);
  }

  @Override
  public long page(String status, Instant createdAt, UUID id, int limit, boolean readDocuments) {
    List<Item> items =
        jooq.transactionResult(
            tx ->
                items(tx, ITEMS)
                    .where(is(status))
                    .and(row(CREATED_AT, ID).gt(createdAt, id))
                    .orderBy(STATUS.asc().nullsFirst(), CREATED_AT, ID)
                    .limit(limit)
                    .fetch(Records.mapping(Item::new)));
    return sum(items, readDocuments);
  }

  @Override
  public long stream(String status, boolean readDocuments, Runnable eachRow) {
    return jooq.transactionResult(
        tx -> {
          try (var rows = byStatus(tx, status).fetchSize(FETCH_SIZE).fetchStream()) {
            return rows.map(Records.mapping(Item::new))
                .mapToLong(
                    item -> {
                      eachRow.run();
                      return item.check(readDocuments);
                    })
                .sum();
          }
        });
  }

  @Override
  public long bulkCreate(List<NewRow> rows) {
    List<UUID> ids =
        jooq.transactionResult(
            tx -> {
              List<UUID> created = new ArrayList<>(rows.size());
              for (int from = 0; from < rows.size(); from += ROWS_A_STATEMENT) {
                var insert = tx.dsl().insertInto(ITEMS, NAME, DESCRIPTION, STATUS, METADATA);
                int to = Math.min(from + ROWS_A_STATEMENT, rows.size());
                for (NewRow row : rows.subList(from, to)) {
                  insert =
                      insert.values(row.name(), row.description(), row.status(), metadata(row));
                }
                created.addAll(insert.returningResult(ID).fetch(ID));
              }
              return created;
            });
    long sum = 0;
    for (UUID id : ids) {
      sum += Check.id(id);
    }
    return sum;
  }

  @Override
  public void append(UUID conversationId, String role, String content) {
    List<Map<String, Object>> message = List.of(Map.of("role", role, "content", content));
    jooq.transaction(
        tx ->
            tx.dsl()
                .update(CONVERSATIONS)
                .set(MESSAGES, field("{0} || {1}", ARRAY, MESSAGES, val(message, ARRAY)))
                .set(UPDATED_AT, currentInstant())
                .where(ID.eq(conversationId))
                .execute());
  }

  @Override
  public long conversation(UUID id) {
    return jooq.transactionResult(
            tx ->
                tx.dsl()
                    .select(ID, MESSAGES, METADATA, CREATED_AT, UPDATED_AT)
                    .from(CONVERSATIONS)
                    .where(ID.eq(id))
                    .fetchSingle(Records.mapping(StoredConversation::new)))
        .check();
  }

  @Override
  public long contains(Map<String, ?> document, int limit, boolean readDocuments) {
    List<Item> items =
        jooq.transactionResult(
            tx ->
                items(tx, matching(tx, document))
                    .orderBy(CREATED_AT, ID)
                    .limit(limit)
                    .fetch(Records.mapping(Item::new)));
    return sum(items, readDocuments);
  }

  private static SelectJoinStep<
          Record8<UUID, String, String, String, Map<String, Object>, Instant, Instant, UUID>>
      items(Configuration tx, Table<Record> from) {
    return tx.dsl()
        .select(ID, NAME, DESCRIPTION, STATUS, METADATA, CREATED_AT, UPDATED_AT, PARENT_ID)
        .from(from);
  }

  /** OFFSET 0 keeps the planner from walking another index. */
  private static Table<Record> matching(Configuration tx, Map<String, ?> document) {
    return tx.dsl()
        .select()
        .from(ITEMS)
        .where(condition("{0} @> {1}", METADATA, val(document, METADATA)))
        .offset(inline(0))
        .asTable("matching");
  }

  private static ResultQuery<
          Record8<UUID, String, String, String, Map<String, Object>, Instant, Instant, UUID>>
      byStatus(Configuration tx, String status) {
    return items(tx, ITEMS)
        .where(is(status))
        .orderBy(STATUS.asc().nullsFirst(), CREATED_AT, ID)
        .limit(field(select(inline(Long.MAX_VALUE))));
  }

  private static Condition is(String status) {
    return STATUS.eq(any(array(field(select(val(status, STATUS))))));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> metadata(NewRow row) {
    return (Map<String, Object>) row.metadata();
  }

  private static long sum(List<Item> items, boolean readDocuments) {
    long sum = 0;
    for (Item item : items) {
      sum += item.check(readDocuments);
    }
    return sum;
  }
}
