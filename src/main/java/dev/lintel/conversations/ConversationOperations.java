package dev.lintel.conversations;

import dev.lintel.InvalidValueException;
import dev.lintel.NoResultFoundException;
import dev.lintel.jsonb.JsonArray;
import dev.lintel.jsonb.JsonObject;
import dev.lintel.keys.TimeOrderedUuid;
import dev.lintel.mapping.Mappers;
import dev.lintel.paging.Cursor;
import dev.lintel.paging.Page;
import dev.lintel.validation.Require;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.apache.ibatis.session.SqlSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What can be done with conversations. Every function takes the caller's session first and never
 * commits, rolls back or closes it. Each is one statement and one round trip.
 *
 * <p>Bad input is refused with an {@link InvalidValueException} before it reaches the server, so it
 * costs the caller's transaction nothing. Under a plain session a server error is a {@link
 * dev.lintel.DatabaseException}.
 */
public final class ConversationOperations {

  private static final Logger LOG = LoggerFactory.getLogger(ConversationOperations.class);
  private static final String LIST = "conversations";

  private ConversationOperations() {}

  /**
   * Creates a conversation. One round trip; writes {@code conversations_pkey} and {@code
   * ix_conversations_created_at}; locks the new row.
   *
   * @param session the caller's
   * @param messages oldest first; may be empty, not null
   * @param metadata a JSON object; may be empty, not null
   * @return the row, with its id and times, before any commit
   * @throws InvalidValueException if a document is null or not storable, naming the place in it
   */
  public static Conversation createConversation(
      SqlSession session, List<Message> messages, Map<String, ?> metadata) {
    JsonArray messageDocument = MessageSlice.write(messages);
    JsonObject metadataDocument = JsonObject.of("metadata", metadata);
    Conversation created =
        call(
            session,
            mapper ->
                mapper.createConversation(
                    TimeOrderedUuid.next(), messageDocument, metadataDocument));
    LOG.info("conversation created: id={} messages={}", created.getId(), messages.size());
    return created;
  }

  /**
   * Reads a conversation that must be there. One round trip by {@code conversations_pkey}; no
   * locks.
   *
   * @param session the caller's
   * @param conversationId the key
   * @return the row, with all its messages
   * @throws NoResultFoundException if there is none
   */
  public static Conversation getConversationById(SqlSession session, UUID conversationId) {
    return found(conversationId, findConversationById(session, conversationId).orElse(null));
  }

  /**
   * Reads a conversation that may be there. One round trip by {@code conversations_pkey}; no locks.
   *
   * @param session the caller's
   * @param conversationId the key
   * @return the row, with all its messages, or empty
   */
  public static Optional<Conversation> findConversationById(
      SqlSession session, UUID conversationId) {
    Require.nonNull("conversationId", conversationId);
    return Optional.ofNullable(
        call(session, mapper -> mapper.findConversationById(conversationId)));
  }

  /**
   * Appends one message, in the database, so that no concurrent append is lost. One round trip by
   * {@code conversations_pkey}; locks the row. The server rewrites the whole document.
   *
   * @param session the caller's
   * @param conversationId the key
   * @param message what to append
   * @return how many messages there are now
   * @throws NoResultFoundException if there is no such conversation
   */
  public static int appendMessage(SqlSession session, UUID conversationId, Message message) {
    return appendMessages(
        session, conversationId, Collections.singletonList(Require.nonNull("message", message)));
  }

  /**
   * Appends messages, in the database, in the order given and without another's between them. One
   * round trip by {@code conversations_pkey}; locks the row. The server rewrites the whole
   * document.
   *
   * @param session the caller's
   * @param conversationId the key
   * @param messages what to append; empty only counts those there are, without a lock
   * @return how many messages there are now
   * @throws NoResultFoundException if there is no such conversation
   */
  public static int appendMessages(
      SqlSession session, UUID conversationId, List<Message> messages) {
    Require.nonNull("conversationId", conversationId);
    JsonArray document = MessageSlice.write(messages);
    if (messages.isEmpty()) {
      return found(conversationId, call(session, mapper -> mapper.countMessages(conversationId)));
    }
    int count =
        found(
            conversationId,
            call(session, mapper -> mapper.appendMessages(conversationId, document)));
    LOG.info(
        "conversation messages appended: id={} appended={} messages={}",
        conversationId,
        messages.size(),
        count);
    return count;
  }

  /**
   * Reads a slice of the messages; only the slice travels. One round trip by {@code
   * conversations_pkey}; no locks.
   *
   * @param session the caller's
   * @param conversationId the key
   * @param from index of the first message, zero or more
   * @param limit messages at most, 1 to 100,000
   * @return unmodifiable; empty if there are no messages at that place
   * @throws NoResultFoundException if there is no such conversation
   */
  public static List<Message> listMessages(
      SqlSession session, UUID conversationId, int from, int limit) {
    Require.nonNull("conversationId", conversationId);
    if (from < 0) {
      throw new InvalidValueException("from", "zero or more", String.valueOf(from));
    }
    Require.limit(limit);
    int last = (int) Math.min(Integer.MAX_VALUE, (long) from + limit - 1);
    return found(
            conversationId,
            call(session, mapper -> mapper.listMessages(conversationId, from, last)))
        .read(conversationId);
  }

  /**
   * Merges keys into the metadata, in the database, so that no concurrent merge is lost: keys of
   * the patch replace keys of the same name whole, and a null stores JSON null. One round trip by
   * {@code conversations_pkey}; locks the row.
   *
   * @param session the caller's
   * @param conversationId the key
   * @param patch a JSON object; an empty one only reads the row, without a lock
   * @return the row as it is now
   * @throws NoResultFoundException if there is no such conversation
   */
  public static Conversation mergeConversationMetadata(
      SqlSession session, UUID conversationId, Map<String, ?> patch) {
    Require.nonNull("conversationId", conversationId);
    JsonObject document = JsonObject.of("patch", patch);
    if (patch.isEmpty()) {
      return getConversationById(session, conversationId);
    }
    Conversation merged =
        found(
            conversationId,
            call(session, mapper -> mapper.mergeConversationMetadata(conversationId, document)));
    LOG.info("conversation metadata merged: id={} keys={}", conversationId, patch.size());
    return merged;
  }

  /**
   * Lists conversations page by page, newest first. One round trip a page by {@code
   * ix_conversations_created_at}, as fast at any depth; no locks. The rows come with all their
   * messages: take small pages.
   *
   * @param session the caller's
   * @param limit rows of a page, 1 to 100,000
   * @param cursor null for the first page, then what the page before gave
   * @return the page
   * @throws InvalidValueException if the cursor is not one of this list
   */
  public static Page<Conversation> pageConversations(SqlSession session, int limit, String cursor) {
    Require.limit(limit);
    int oneMore = limit + 1;
    List<Conversation> rows;
    if (cursor == null) {
      rows = call(session, mapper -> mapper.pageConversations(oneMore));
    } else {
      Cursor place = Cursor.decode(LIST, cursor);
      rows =
          call(
              session,
              mapper -> mapper.pageConversationsAfter(place.createdAt(), place.id(), oneMore));
    }
    return Page.of(
        rows,
        limit,
        conversation -> Cursor.encode(LIST, conversation.getCreatedAt(), conversation.getId()));
  }

  private static <R> R call(SqlSession session, Function<ConversationMapper, R> call) {
    return Mappers.call(session, ConversationMapper.class, call);
  }

  private static <R> R found(UUID conversationId, R row) {
    if (row == null) {
      throw new NoResultFoundException("conversation", conversationId);
    }
    return row;
  }
}
