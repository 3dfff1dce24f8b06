package dev.lintel.benchmark.peers;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * One way to do the work of the benchmark, as its own documentation advises, over the pool that all
 * of them share. Each function is one transaction of its own, commits, and can be called by many
 * threads.
 *
 * <p>A read makes objects of all columns and answers with {@link Check}'s sum of them, so that no
 * peer can leave work out, and all must agree.
 */
public interface Peer extends AutoCloseable {

  String name();

  /** One item by its key, its document read: {@link Check#item}. */
  long findById(UUID id);

  /**
   * Sets the status and {@code updated_at = now()}, and has the changed item: {@link Check#item}.
   */
  long updateStatus(UUID id, String status);

  /** One new item, whose times the server makes; the created item: {@link Check#item}. */
  long create(NewRow row);

  /** All items of a status, oldest first ({@code created_at, id}). */
  long list(String status, boolean readDocuments);

  /** The items of a status behind a place in its order, by keyset, {@code limit} at most. */
  long page(String status, Instant createdAt, UUID id, int limit, boolean readDocuments);

  /** All items of a status, oldest first, in bounded memory; {@code eachRow} is run for each. */
  long stream(String status, boolean readDocuments, Runnable eachRow);

  /** New items, all or none; answers with the sum of {@link Check#id} of the ids that came back. */
  long bulkCreate(List<NewRow> rows);

  /** Appends one message {@code {"role": …, "content": …}}, without reading the others. */
  void append(UUID conversationId, String role, String content);

  /** One conversation by its key, every message read: {@link Check#messages}. */
  long conversation(UUID id);

  /** The items whose metadata contains a document ({@code @>}), oldest first. */
  long contains(Map<String, ?> document, int limit, boolean readDocuments);

  @Override
  default void close() {}
}
