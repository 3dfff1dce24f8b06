package dev.lintel.tools.schema.locks;

import dev.lintel.tools.jdbc.Query;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/**
 * The rows of one table that a transaction has touched so far, as the server counts them; in
 * functions and DO blocks too.
 *
 * @param read rows read without an index
 * @param changed rows updated or deleted
 */
record RowCounters(long read, long inserted, long changed) {

  static final RowCounters NONE = new RowCounters(0, 0, 0);

  /** By the oid of the table. */
  static Map<Long, RowCounters> readAll(Connection connection) throws SQLException {
    String sql =
        """
        SELECT relid, seq_tup_read, n_tup_ins, n_tup_upd + n_tup_del
        FROM pg_stat_xact_all_tables
        WHERE relid >= ?
        """;
    Map<Long, RowCounters> counters = new HashMap<>();
    Query.forEach(
        connection,
        sql,
        row ->
            counters.put(
                row.getLong(1), new RowCounters(row.getLong(2), row.getLong(3), row.getLong(4))),
        Relation.FIRST_OID);
    return counters;
  }

  /** What came since; the counters may hold rows of an earlier transaction of the session. */
  RowCounters since(RowCounters before) {
    RowCounters start = before == null ? NONE : before;
    return new RowCounters(read - start.read, inserted - start.inserted, changed - start.changed);
  }
}
