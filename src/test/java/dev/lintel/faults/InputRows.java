package dev.lintel.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lintel.conversations.ConversationOperations;
import dev.lintel.conversations.Message;
import dev.lintel.items.ItemOperations;
import dev.lintel.items.NewItem;
import dev.lintel.parents.ParentOperations;
import dev.lintel.session.Database;
import dev.lintel.testing.RandomJson;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.ibatis.session.SqlSession;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;

/**
 * A transaction with a row of each table, in which attempts are made; now and then it is rolled
 * back and another begun. The driver tells after each attempt, without a round trip, that the
 * server did not abort it.
 */
final class InputRows implements InputRun.Worker {

  /** An attempt at a function, on these rows. */
  @FunctionalInterface
  interface Attempt {
    void on(Inputs inputs, InputRows rows) throws Exception;
  }

  private static final int ATTEMPTS = 100;

  /** Keys and messages: a larger document makes each attempt slow. */
  private static final int LARGEST = 20;

  private final Database database;
  private final Attempt attempt;
  private BaseConnection connection;
  private int attempts;

  SqlSession session;
  UUID parentId;
  UUID itemId;
  UUID conversationId;
  String status;
  private Map<String, Object> metadata;
  private List<Message> messages;

  InputRows(Database database, Attempt attempt) {
    this.database = database;
    this.attempt = attempt;
    begin();
  }

  private void begin() {
    attempts = 0;
    session = database.openSession();
    parentId = ParentOperations.createParent(session, "parent").getId();
    status = "at first";
    metadata = new HashMap<>();
    itemId =
        ItemOperations.createItem(
                session, NewItem.builder().name("item").status(status).parentId(parentId).build())
            .getId();
    messages = new ArrayList<>();
    conversationId = ConversationOperations.createConversation(session, messages, metadata).getId();
    try {
      connection = session.getConnection().unwrap(BaseConnection.class);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void attempt(Inputs inputs) throws Exception {
    attempt.on(inputs, this);
  }

  @Override
  public void requireUnharmed() {
    assertThat(connection.getTransactionState())
        .as("the transaction after it")
        .isEqualTo(TransactionState.OPEN);
    if (++attempts == ATTEMPTS || metadata.size() + messages.size() > LARGEST) {
      close();
      begin();
    }
  }

  /** What the item's and the conversation's metadata must be after a merge. */
  Map<String, Object> merged(Map<String, Object> patch) {
    metadata.putAll(stored(patch));
    return metadata;
  }

  Map<String, Object> replaced(Map<String, Object> document) {
    metadata = stored(document);
    return metadata;
  }

  /** What the conversation's messages must be after an append. */
  List<Message> appended(List<Message> more) {
    messages.addAll(more);
    return messages;
  }

  @SuppressWarnings("unchecked") // a map is stored as a map
  static Map<String, Object> stored(Map<String, Object> document) {
    return (Map<String, Object>) RandomJson.stored(document);
  }

  /** All that was not refused is still there to be used, in the same transaction. */
  @Override
  public void close() {
    try (SqlSession closed = session) {
      if (connection.getTransactionState() == TransactionState.OPEN) {
        assertThat(ParentOperations.getParentById(session, parentId).getName()).isEqualTo("parent");
      }
      closed.rollback(true);
    }
  }
}
