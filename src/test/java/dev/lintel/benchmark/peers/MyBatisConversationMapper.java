package dev.lintel.benchmark.peers;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The statements on conversations that {@link MyBatisPeer} runs; the SQL is in the XML beside it.
 */
interface MyBatisConversationMapper {

  int append(UUID id, List<Map<String, Object>> messages);

  StoredConversation findById(UUID id);
}
