package dev.lintel.benchmark.peers.springdata;

import java.util.UUID;
import org.springframework.data.jdbc.repository.query.Modifying;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.repository.CrudRepository;

/** Conversations: {@code findById} is derived. */
public interface ConversationRepository extends CrudRepository<ConversationRow, UUID> {

  @Modifying
  @Query(
      "UPDATE lintel.conversations SET messages = messages || :messages, updated_at = now()"
          + " WHERE id = :id")
  int append(UUID id, JsonArray messages);
}
