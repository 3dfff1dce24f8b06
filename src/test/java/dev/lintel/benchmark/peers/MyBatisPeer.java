package dev.lintel.benchmark.peers;

import dev.lintel.benchmark.peers.JdbcPeer.Item;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;
import org.apache.ibatis.cursor.Cursor;
import org.apache.ibatis.mapping.Environment;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.SqlSession;
import org.apache.ibatis.session.SqlSessionFactory;
import org.apache.ibatis.session.SqlSessionFactoryBuilder;
import org.apache.ibatis.transaction.jdbc.JdbcTransactionFactory;

/**
 * MyBatis as its documentation starts a new application: mappers with XML, result maps by
 * constructor, a type handler for each type it does not know, a session per call, and its settings
 * as they come. RETURNING is a select that affects data. Many rows are statements of many rows, by
 * {@code foreach}: measured, it was faster than a session of the batch executor. Ids are the
 * server's.
 */
public final class MyBatisPeer implements Peer {

  private static final int ROWS_A_STATEMENT = 500;

  private final SqlSessionFactory sessions;

  public MyBatisPeer(DataSource pool) {
    Configuration configuration =
        new Configuration(new Environment("benchmark", new JdbcTransactionFactory(), pool));
    configuration.getTypeHandlerRegistry().register(UUID.class, new MyBatisUuidHandler());
    configuration
        .getTypeAliasRegistry()
        .registerAlias("jsonObject", MyBatisJsonHandler.OfObject.class);
    configuration
        .getTypeAliasRegistry()
        .registerAlias("jsonArray", MyBatisJsonHandler.OfArray.class);
    configuration.addMapper(MyBatisItemMapper.class);
    configuration.addMapper(MyBatisConversationMapper.class);
    this.sessions = new SqlSessionFactoryBuilder().build(configuration);
  }

  /** A session that is closed without a commit rolls back. */
  private <T> T inTransaction(Function<SqlSession, T> work) {
    try (SqlSession session = sessions.openSession()) {
      T result = work.apply(session);
      session.commit();
      return result;
    }
  }

  private <T> T onItems(Function<MyBatisItemMapper, T> work) {
    return inTransaction(session -> work.apply(session.getMapper(MyBatisItemMapper.class)));
  }

  private <T> T onConversations(Function<MyBatisConversationMapper, T> work) {
    return inTransaction(session -> work.apply(session.getMapper(MyBatisConversationMapper.class)));
  }

  @Override
  public String name() {
    return "plain MyBatis";
  }

  @Override
  public long findById(UUID id) {
    return onItems(items -> items.findById(id)).check(true);
  }

  @Override
  public long updateStatus(UUID id, String status) {
    return onItems(items -> items.updateStatus(id, status)).check(true);
  }

  @Override
  public long create(NewRow row) {
    return onItems(items -> items.create(row)).check(true);
  }

  @Override
  public long list(String status, boolean readDocuments) {
    return sum(onItems(items -> items.listByStatus(status)), readDocuments);
  }

  @Override
  public long page(String status, Instant createdAt, UUID id, int limit, boolean readDocuments) {
    return sum(onItems(items -> items.pageByStatus(status, createdAt, id, limit)), readDocuments);
  }

  @Override
  public long stream(String status, boolean readDocuments, Runnable eachRow) {
    return onItems(
        items -> {
          long sum = 0;
          try (Cursor<Item> found = items.streamByStatus(status)) {
            for (Item item : found) {
              sum += item.check(readDocuments);
              eachRow.run();
            }
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
          return sum;
        });
  }

  @Override
  public long bulkCreate(List<NewRow> rows) {
    List<UUID> ids =
        onItems(
            items -> {
              List<UUID> created = new ArrayList<>(rows.size());
              for (int from = 0; from < rows.size(); from += ROWS_A_STATEMENT) {
                int to = Math.min(from + ROWS_A_STATEMENT, rows.size());
                created.addAll(items.createAll(rows.subList(from, to)));
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
    List<Map<String, Object>> messages = List.of(Map.of("role", role, "content", content));
    onConversations(conversations -> conversations.append(conversationId, messages));
  }

  @Override
  public long conversation(UUID id) {
    return onConversations(conversations -> conversations.findById(id)).check();
  }

  @Override
  public long contains(Map<String, ?> document, int limit, boolean readDocuments) {
    return sum(onItems(items -> items.listContaining(document, limit)), readDocuments);
  }

  private static long sum(List<Item> items, boolean readDocuments) {
    long sum = 0;
    for (Item item : items) {
      sum += item.check(readDocuments);
    }
    return sum;
  }
}
