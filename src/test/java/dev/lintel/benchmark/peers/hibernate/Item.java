package dev.lintel.benchmark.peers.hibernate;

import dev.lintel.benchmark.peers.Check;
import dev.lintel.benchmark.peers.NewRow;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.CurrentTimestamp;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.Generated;
import org.hibernate.generator.EventType;

/** An item with its times, which come back from the insert or update itself, by RETURNING. */
@Entity
@Table(name = "items")
@DynamicUpdate // a new status must not send the document again
public class Item extends WrittenItem {

  @Generated(event = EventType.INSERT)
  @Column(name = "created_at")
  Instant createdAt;

  @CurrentTimestamp(event = {EventType.INSERT, EventType.UPDATE})
  @Column(name = "updated_at")
  Instant updatedAt;

  @Column(name = "parent_id")
  UUID parentId;

  protected Item() {}

  public Item(NewRow row) {
    super(row.name(), row.description(), row.status(), row.metadata());
  }

  public void setStatus(String status) {
    this.status = status;
  }

  public long check(boolean readDocuments) {
    return Check.item(
        id, name, description, status, createdAt, updatedAt, readDocuments ? metadata : null);
  }
}
