package dev.lintel.benchmark.peers.springdata;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.repository.CrudRepository;

/**
 * Items: {@code findById} is derived; queries say RETURNING for the times that the server makes.
 */
public interface ItemRepository extends CrudRepository<ItemRow, UUID>, ItemBatch {

  @Query(
      "UPDATE lintel.items SET status = :status, updated_at = now() WHERE id = :id RETURNING "
          + ItemRow.COLUMNS)
  ItemRow updateStatus(UUID id, String status);

  @Query(
      "INSERT INTO lintel.items (id, name, description, status, metadata)"
          + " VALUES (:id, :name, :description, :status, :metadata) RETURNING "
          + ItemRow.COLUMNS)
  ItemRow insert(UUID id, String name, String description, String status, JsonObject metadata);

  @Query(ItemStream.ALL_OF_STATUS)
  List<ItemRow> list(String status);

  @Query(
      "SELECT "
          + ItemRow.COLUMNS
          + " FROM lintel.items WHERE status = ANY (ARRAY[(SELECT :status::varchar)])"
          + " AND (created_at, id) > (:createdAt, :id)"
          + " ORDER BY status NULLS FIRST, created_at, id LIMIT :limit")
  List<ItemRow> page(String status, OffsetDateTime createdAt, UUID id, int limit);

  @Query(
      "SELECT "
          + ItemRow.COLUMNS
          + " FROM (SELECT * FROM lintel.items WHERE metadata @> :document OFFSET 0) AS matching"
          + " ORDER BY created_at, id LIMIT :limit")
  List<ItemRow> containing(JsonObject document, int limit);
}
