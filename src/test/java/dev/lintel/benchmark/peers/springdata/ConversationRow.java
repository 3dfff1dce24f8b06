package dev.lintel.benchmark.peers.springdata;

import java.time.Instant;
import java.util.UUID;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/** A conversation as Spring Data makes it of a row. */
@Table(schema = "lintel", value = "conversations")
public record ConversationRow(
    @Id UUID id, JsonArray messages, JsonObject metadata, Instant createdAt, Instant updatedAt) {}
