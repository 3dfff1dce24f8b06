package dev.lintel.parents;

import dev.lintel.text.Text;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/** One row of {@code parents}. Immutable. */
public final class Parent {

  private final UUID id;
  private final String name;
  private final Instant createdAt;
  private final Instant updatedAt;

  Parent(UUID id, String name, Instant createdAt, Instant updatedAt) {
    this.id = id;
    this.name = name;
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
   * The name.
   *
   * @return never null; 200 characters at most
   */
  public String getName() {
    return name;
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
    if (!(other instanceof Parent)) {
      return false;
    }
    Parent that = (Parent) other;
    return id.equals(that.id)
        && name.equals(that.name)
        && createdAt.equals(that.createdAt)
        && updatedAt.equals(that.updatedAt);
  }

  @Override
  public int hashCode() {
    return Objects.hash(id, name, createdAt, updatedAt);
  }

  @Override
  public String toString() {
    return "Parent[id=" + id + ", name=" + Text.visible(name) + "]";
  }
}
