package dev.lintel.items;

import dev.lintel.jsonb.JsonObject;
import dev.lintel.text.Text;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** One row of {@code items}. Immutable. */
public final class Item {

  private final UUID id;
  private final String name;
  private final String description;
  private final String status;
  private final JsonObject metadata;
  private final Instant createdAt;
  private final Instant updatedAt;
  private final UUID parentId;

  Item(
      UUID id,
      String name,
      String description,
      String status,
      JsonObject metadata,
      Instant createdAt,
      Instant updatedAt,
      UUID parentId) {
    this.id = id;
    this.name = name;
    this.description = description;
    this.status = status;
    this.metadata = metadata;
    this.createdAt = createdAt;
    this.updatedAt = updatedAt;
    this.parentId = parentId;
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
   * The name.
   *
   * @return never null; 200 characters at most
   */
  public String getName() {
    return name;
  }

  /**
   * The description.
   *
   * @return null if there is none
   */
  public String getDescription() {
    return description;
  }

  /**
   * The status, in the application's words.
   *
   * @return never null; 50 characters at most
   */
  public String getStatus() {
    return status;
  }

  /**
   * The metadata: null, Boolean, String, Integer, Long or BigInteger (the smallest that fits),
   * BigDecimal with its scale, List and Map. Parsed when it is first looked at.
   *
   * @return never null; unmodifiable all the way down
   * @throws dev.lintel.InvalidValueException naming the item, if another program stored what cannot
   *     be read
   */
  public Map<String, Object> getMetadata() {
    return metadata.asMap("item metadata", id);
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

  /**
   * The parent's key.
   *
   * @return null if it has no parent
   */
  public UUID getParentId() {
    return parentId;
  }

  @Override
  public boolean equals(Object other) {
    if (this == other) {
      return true;
    }
    if (!(other instanceof Item)) {
      return false;
    }
    Item that = (Item) other;
    return id.equals(that.id)
        && name.equals(that.name)
        && Objects.equals(description, that.description)
        && status.equals(that.status)
        && createdAt.equals(that.createdAt)
        && updatedAt.equals(that.updatedAt)
        && Objects.equals(parentId, that.parentId)
        && metadata.equals(that.metadata);
  }

  /** Of all but the metadata, which it would have to parse. */
  @Override
  public int hashCode() {
    return Objects.hash(id, name, description, status, createdAt, updatedAt, parentId);
  }

  @Override
  public String toString() {
    return "Item[id="
        + id
        + ", name="
        + Text.visible(name)
        + ", status="
        + Text.visible(status)
        + "]";
  }
}
