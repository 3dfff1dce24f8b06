package dev.lintel.benchmark.peers.springdata;

import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.repository.Repository;

/**
 * Items in bounded memory. A query cannot name a fetch size: it is the template's, and so of a
 * repository of its own.
 */
public interface ItemStream extends Repository<ItemRow, UUID> {

  String ALL_OF_STATUS =
      "SELECT "
          + ItemRow.COLUMNS
          + " FROM lintel.items WHERE status = ANY (ARRAY[(SELECT :status::varchar)])"
          + " ORDER BY status NULLS FIRST, created_at, id LIMIT (SELECT 9223372036854775807)";

  @Query(ALL_OF_STATUS)
  Stream<ItemRow> stream(String status);
}
