package dev.lintel.tools.schema.locks;

import dev.lintel.tools.jdbc.Query;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/**
 * A table, index, view or sequence, as the catalog has it at one moment.
 *
 * @param name in the catalog, without its schema
 * @param shown its name for people: with its schema unless that is the migrations' own
 * @param quoted its name for SQL, with its schema
 * @param kind {@code pg_class.relkind}
 * @param table the oid of the table that it is a part of; its own if it is a part of none
 * @param file the number of its file, which changes when the whole of it is written anew; 0 if none
 * @param temporary whether only its own session sees it
 */
record Relation(
    long oid,
    String name,
    String shown,
    String quoted,
    String kind,
    long table,
    long file,
    boolean temporary) {

  /** What is not the server's own has an oid from here on. */
  static final long FIRST_OID = 16_384;

  /**
   * All relations that are not the server's own and can be read; sees what the transaction has done
   * so far.
   */
  static Map<Long, Relation> readAll(Connection connection, String schema) throws SQLException {
    String sql =
        """
        SELECT
            c.oid,
            c.relname,
            CASE n.nspname WHEN ? THEN '' ELSE n.nspname || '.' END || c.relname,
            quote_ident(n.nspname) || '.' || quote_ident(c.relname),
            c.relkind,
            coalesce(owner.oid, i.indrelid, c.oid),
            coalesce(pg_relation_filenode(c.oid), 0),
            c.relpersistence = 't'
        FROM pg_class c
        JOIN pg_namespace n ON n.oid = c.relnamespace
        LEFT JOIN pg_index i ON i.indexrelid = c.oid
        LEFT JOIN pg_class owner
            ON owner.reltoastrelid = coalesce(i.indrelid, c.oid)
            AND owner.reltoastrelid <> 0
        WHERE c.oid >= ? AND c.relkind <> 'c' AND c.relispopulated
        """;
    Map<Long, Relation> relations = new HashMap<>();
    Query.list(connection, sql, Relation::of, schema, FIRST_OID)
        .forEach(relation -> relations.put(relation.oid, relation));
    return relations;
  }

  private static Relation of(ResultSet row) throws SQLException {
    return new Relation(
        row.getLong(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        row.getLong(6),
        row.getLong(7),
        row.getBoolean(8));
  }

  /** Whether rows can be counted in it: a table, partitioned or not, or a materialized view. */
  boolean hasRows() {
    return "rpm".contains(kind) && table == oid;
  }

  boolean isIndex() {
    return "iI".contains(kind);
  }

  /** A part that the server makes by itself for values which do not fit into a row. */
  boolean isOfLongValues() {
    return quoted.startsWith("pg_toast.");
  }
}
