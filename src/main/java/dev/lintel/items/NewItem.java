package dev.lintel.items;

import dev.lintel.InvalidValueException;
import dev.lintel.jsonb.JsonObject;
import dev.lintel.keys.TimeOrderedUuid;
import java.util.Collections;
import java.util.Map;
import java.util.UUID;

/**
 * An item that is not created yet. Immutable: the metadata is read by {@link Builder#build}. It is
 * checked when it is given to {@link ItemOperations}.
 */
public final class NewItem {

  private final UUID id;
  private final String name;
  private final String description;
  private final String status;
  private final Map<String, ?> metadata;
  private final JsonObject document;
  private final UUID parentId;

  private NewItem(Builder builder) {
    this.id = builder.id;
    this.name = builder.name;
    this.description = builder.description;
    this.status = builder.status;
    this.metadata = builder.metadata;
    this.document = document(builder.metadata);
    this.parentId = builder.parentId;
  }

  private static JsonObject document(Map<String, ?> metadata) {
    try {
      return JsonObject.of("metadata", metadata);
    } catch (InvalidValueException e) {
      return null; // refused by the operation, which knows the item's place
    }
  }

  /**
   * @return a builder; name and status must be set
   */
  public static Builder builder() {
    return new Builder();
  }

  UUID id() {
    return id;
  }

  /** The caller's key, or one that is made now. */
  UUID idOrNew() {
    return id == null ? TimeOrderedUuid.next() : id;
  }

  String name() {
    return name;
  }

  String description() {
    return description;
  }

  String status() {
    return status;
  }

  /**
   * @param field the metadata's name for messages, with the item's place
   * @throws InvalidValueException if it cannot be stored
   */
  JsonObject metadata(String field) {
    return document == null ? JsonObject.of(field, metadata) : document;
  }

  UUID parentId() {
    return parentId;
  }

  /** Collects the values of a {@link NewItem}. */
  public static final class Builder {

    private UUID id;
    private String name;
    private String description;
    private String status;
    private Map<String, ?> metadata = Collections.emptyMap();
    private UUID parentId;

    private Builder() {}

    /**
     * @param id the caller's own key, so that a create can be repeated safely; a time-ordered one
     *     unless it is set
     * @return this
     */
    public Builder id(UUID id) {
      this.id = id;
      return this;
    }

    /**
     * @param name required; 200 characters at most
     * @return this
     */
    public Builder name(String name) {
      this.name = name;
      return this;
    }

    /**
     * @param description may be null
     * @return this
     */
    public Builder description(String description) {
      this.description = description;
      return this;
    }

    /**
     * @param status required; 50 characters at most
     * @return this
     */
    public Builder status(String status) {
      this.status = status;
      return this;
    }

    /**
     * @param metadata not null; empty unless it is set. Keys are strings; values are null, Boolean,
     *     String, Byte, Short, Integer, Long, BigInteger, Float, Double, BigDecimal, List or such a
     *     Map
     * @return this
     */
    public Builder metadata(Map<String, ?> metadata) {
      this.metadata = metadata;
      return this;
    }

    /**
     * @param parentId the parent's key; may be null
     * @return this
     */
    public Builder parentId(UUID parentId) {
      this.parentId = parentId;
      return this;
    }

    /**
     * @return the item to create
     */
    public NewItem build() {
      return new NewItem(this);
    }
  }
}
