package dev.lintel.benchmark.peers;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A conversation with all its columns, for the peers that map rows to records. */
record StoredConversation(
    UUID id,
    List<Map<String, Object>> messages,
    Map<String, Object> metadata,
    Instant createdAt,
    Instant updatedAt) {

  long check() {
    long sum = 0;
    for (Map<String, Object> message : messages) {
      sum += Check.message((String) message.get("role"), (String) message.get("content"));
    }
    return sum;
  }
}
