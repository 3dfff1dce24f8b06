package dev.lintel.benchmark.peers.springdata;

import dev.lintel.benchmark.peers.NewRow;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;

/** A batch of Spring's JDBC: {@code saveAll} of this line sends each row by itself. */
final class ItemBatchImpl implements ItemBatch {

  private final JdbcOperations operations;
  private final Json json;

  ItemBatchImpl(NamedParameterJdbcOperations operations, Json json) {
    this.operations = operations.getJdbcOperations();
    this.json = json;
  }

  @Override
  public List<UUID> insertAll(List<NewRow> rows) {
    List<UUID> ids = new ArrayList<>(rows.size());
    operations.batchUpdate(
        "INSERT INTO lintel.items (id, name, description, status, metadata)"
            + " VALUES (?, ?, ?, ?, ?)",
        rows,
        rows.size(),
        (statement, row) -> {
          UUID id = UUID.randomUUID();
          ids.add(id);
          statement.setObject(1, id);
          statement.setString(2, row.name());
          statement.setString(3, row.description());
          statement.setString(4, row.status());
          statement.setObject(5, json.jsonb(row.metadata()));
        });
    return ids;
  }
}
