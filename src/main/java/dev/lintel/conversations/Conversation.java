package dev.lintel.conversations;

import dev.lintel.jsonb.JsonArray;
import dev.lintel.jsonb.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** One row of {@code conversations}. Immutable. */
public final class Conversation {

  private final UUID id;
  private final JsonArray messages;
  private final JsonObject metadata;
  private final Instant createdAt;
  private final Instant updatedAt;
  private volatile List<Message> read;

  Conversation(
      UUID id, JsonArray messages, JsonObject metadata, Instant createdAt, Instant updatedAt) {
    this.id = id;
    this.messages = messages;
    this.metadata = metadata;
    this.createdAt = createdAt;
    this.updatedAt = updatedAt;
  }

  /**
   * The key.
   *
   * @return never null
   */
  public UUID getId() {
    return id;
  }

  /**
   * The messages, oldest first. Parsed when they are first looked at.
   *
   * @return never null; unmodifiable all the way down
   * @throws dev.lintel.InvalidValueException naming the conversation, if another program stored
   *     what cannot be read
   */
  public List<Message> getMessages() {
    List<Message> known = read;
    if (known == null) {
      known = new MessageSlice(messages).read(id);
      read = known;
    }
    return known;
  }

  /**
   * The metadata: null, Boolean, String, Integer, Long or BigInteger (the smallest that fits),
   * BigDecimal with its scale, List and Map. Parsed when it is first looked at.
   *
   * @return never null; unmodifiable all the way down
   * @throws dev.lintel.InvalidValueException naming the conversation, if another program stored
   *     what cannot be read
   */
  public Map<String, Object> getMetadata() {
    return metadata.asMap("conversation metadata", id);
  }

  /**
   * When the transaction that created it began.
   *
   * @return never null; to the microsecond
   */
  public Instant getCreatedAt() {
    return createdAt;
  }

  /**
   * When the transaction that last changed it began.
   *
   * @return never null; to the microsecond
   */
  public Instant getUpdatedAt() {
    return updatedAt;
  }

  @Override
  public boolean equals(Object other) {
    if (this == other) {
      return true;
    }
    if (!(other instanceof Conversation)) {
      return false;
    }
    Conversation that = (Conversation) other;
    return id.equals(that.id)
        && createdAt.equals(that.createdAt)
        && updatedAt.equals(that.updatedAt)
        && messages.equals(that.messages)
        && metadata.equals(that.metadata);
  }

  /** Of all but the documents, which it would have to parse. */
  @Override
  public int hashCode() {
    return Objects.hash(id, createdAt, updatedAt);
  }

  @Override
  public String toString() {
    return "Conversation[id=" + id + ", updatedAt=" + updatedAt + "]";
  }
}
