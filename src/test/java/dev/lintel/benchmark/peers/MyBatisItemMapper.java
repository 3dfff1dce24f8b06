package dev.lintel.benchmark.peers;

import dev.lintel.benchmark.peers.JdbcPeer.Item;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.ibatis.cursor.Cursor;

/** The statements on items that {@link MyBatisPeer} runs; the SQL is in the XML beside it. */
interface MyBatisItemMapper {

  Item findById(UUID id);

  Item updateStatus(UUID id, String status);

  Item create(NewRow row);

  List<UUID> createAll(List<NewRow> rows);

  List<Item> listByStatus(String status);

  Cursor<Item> streamByStatus(String status);

  List<Item> pageByStatus(String status, Instant createdAt, UUID id, int limit);

  List<Item> listContaining(Map<String, ?> document, int limit);
}
