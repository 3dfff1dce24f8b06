package dev.lintel.items;

import java.time.Instant;
import java.util.UUID;

/** What the server made of a new item; all else is as it was given. */
final class ItemTimes {

  private final UUID id;
  private final Instant createdAt;
  private final Instant updatedAt;

  ItemTimes(UUID id, Instant createdAt, Instant updatedAt) {
    this.id = id;
    this.createdAt = createdAt;
    this.updatedAt = updatedAt;
  }

  UUID id() {
    return id;
  }

  Instant createdAt() {
    return createdAt;
  }

  Instant updatedAt() {
    return updatedAt;
  }
}
