package dev.lintel.benchmark.peers.springdata;

import dev.lintel.benchmark.peers.Check;
import java.time.Instant;
import java.util.UUID;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/** An item as Spring Data makes it of a row. */
@Table(schema = "lintel", value = "items")
public record ItemRow(
    @Id UUID id,
    String name,
    String description,
    String status,
    JsonObject metadata,
    Instant createdAt,
    Instant updatedAt,
    UUID parentId) {

  static final String COLUMNS =
      "id, name, description, status, metadata, created_at, updated_at, parent_id";

  public long check(boolean readDocuments) {
    return Check.item(
        id,
        name,
        description,
        status,
        createdAt,
        updatedAt,
        readDocuments ? metadata.values() : null);
  }
}
