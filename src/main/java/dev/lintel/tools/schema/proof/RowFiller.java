package dev.lintel.tools.schema.proof;

import dev.lintel.tools.jdbc.Query;
import dev.lintel.tools.schema.Identifier;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A few rows for tables that have none, so that a proof has something to lose. */
final class RowFiller {

  private static final int ROWS = 3;

  /** Tables without rows, those first that others refer to. A partition is filled by its table. */
  private static final String TABLES =
      """
      WITH RECURSIVE depth AS (
          SELECT c.oid, 0 AS depth
          FROM pg_catalog.pg_class c
          WHERE c.relnamespace = quote_ident(current_schema())::regnamespace
              AND c.relkind IN ('r', 'p')
              AND NOT c.relispartition
              AND c.relname <> ?
          UNION
          SELECT k.conrelid, d.depth + 1
          FROM depth d
          JOIN pg_catalog.pg_constraint k ON k.confrelid = d.oid AND k.contype = 'f'
          WHERE k.conrelid <> k.confrelid AND d.depth < 20
      )
      SELECT c.relname
      FROM depth d
      JOIN pg_catalog.pg_class c ON c.oid = d.oid
      WHERE NOT c.relispartition AND c.relnamespace = quote_ident(current_schema())::regnamespace
      GROUP BY c.relname
      ORDER BY max(d.depth), c.relname
      """;

  private static final String COLUMNS =
      """
      SELECT
          quote_ident(a.attname),
          a.attnotnull AND NOT a.atthasdef,
          a.atthasdef OR t.typdefault IS NOT NULL,
          a.atttypid,
          a.atttypmod
      FROM pg_catalog.pg_attribute a
      JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
      WHERE a.attrelid = ?::regclass
          AND a.attnum > 0
          AND NOT a.attisdropped
          AND a.attidentity = ''
          AND a.attgenerated = ''
      ORDER BY a.attnum
      """;

  private static final String FOREIGN_KEYS =
      """
      SELECT
          k.oid,
          k.confrelid::regclass::text,
          quote_ident(own.attname),
          quote_ident(referenced.attname)
      FROM pg_catalog.pg_constraint k
      CROSS JOIN LATERAL unnest(k.conkey, k.confkey) AS pair (own, referenced)
      JOIN pg_catalog.pg_attribute own
          ON own.attrelid = k.conrelid AND own.attnum = pair.own
      JOIN pg_catalog.pg_attribute referenced
          ON referenced.attrelid = k.confrelid AND referenced.attnum = pair.referenced
      WHERE k.conrelid = ?::regclass AND k.contype = 'f' AND k.conparentid = 0
      ORDER BY k.oid
      """;

  private final Connection connection;
  private final SampleValues values;

  /**
   * @param connection in a transaction, with the schema first in its search path
   */
  RowFiller(Connection connection) {
    this.connection = connection;
    this.values = new SampleValues(connection);
  }

  List<String> emptyTables(String ignoredTable) throws SQLException {
    List<String> empty = new ArrayList<>();
    for (String table : Query.list(connection, TABLES, row -> row.getString(1), ignoredTable)) {
      if (isEmpty(table)) {
        empty.add(table);
      }
    }
    return empty;
  }

  private boolean isEmpty(String table) throws SQLException {
    String sql = "SELECT 1 FROM " + Identifier.quoted(table) + " LIMIT 1";
    return Query.list(connection, sql, row -> row.getInt(1)).isEmpty();
  }

  /**
   * Tries rows with a value in each column that has no default, then with as little as possible.
   *
   * @return why the table is still empty; null if it is not
   */
  SQLException fill(String table) throws SQLException {
    List<Column> columns = columns(table);
    Map<String, ForeignKey> foreignKeys = foreignKeys(table);
    List<Column> some = columns.stream().filter(column -> !column.hasDefault).toList();
    List<Column> required = columns.stream().filter(Column::required).toList();
    SQLException first = Attempt.run(connection, insert(table, some, foreignKeys, ROWS));
    if (first == null
        || Attempt.run(connection, insert(table, required, foreignKeys, ROWS)) == null
        || Attempt.run(connection, insert(table, required, foreignKeys, 1)) == null) {
      return null;
    }
    return first;
  }

  private String insert(
      String table, List<Column> columns, Map<String, ForeignKey> foreignKeys, int rows) {
    List<String> names = columns.stream().map(Column::name).toList();
    StringBuilder sql = new StringBuilder("INSERT INTO ").append(Identifier.quoted(table));
    sql.append(names.isEmpty() ? "" : " (" + String.join(", ", names) + ")");
    sql.append("\nSELECT ")
        .append(
            columns.stream()
                .map(column -> value(column, foreignKeys))
                .collect(Collectors.joining(", ")));
    sql.append("\nFROM generate_series(1, ").append(rows).append(") AS i");
    foreignKeys.values().forEach(key -> sql.append(key.join()));
    return sql.toString();
  }

  private static String value(Column column, Map<String, ForeignKey> foreignKeys) {
    for (ForeignKey key : foreignKeys.values()) {
      String referenced = key.columns.get(column.name);
      if (referenced != null) {
        return key.alias + "." + referenced;
      }
    }
    return column.value;
  }

  private List<Column> columns(String table) throws SQLException {
    return Query.list(
        connection,
        COLUMNS,
        row ->
            new Column(
                row.getString(1),
                row.getBoolean(2),
                row.getBoolean(3),
                values.of(row.getLong(4), row.getInt(5))),
        Identifier.quoted(table));
  }

  private Map<String, ForeignKey> foreignKeys(String table) throws SQLException {
    Map<String, ForeignKey> keys = new LinkedHashMap<>();
    Query.forEach(
        connection,
        FOREIGN_KEYS,
        row -> {
          String parent = row.getString(2);
          keys.computeIfAbsent(
                  row.getString(1), oid -> new ForeignKey("k" + oid, parent, new LinkedHashMap<>()))
              .columns
              .put(row.getString(3), row.getString(4));
        },
        Identifier.quoted(table));
    return keys;
  }

  private record Column(String name, boolean required, boolean hasDefault, String value) {}

  /**
   * @param alias of the row that is referred to
   * @param columns the table's own, and what each refers to
   */
  private record ForeignKey(String alias, String parent, Map<String, String> columns) {

    /** The i-th row of the parent, from the start again after the last; NULL if it has none. */
    String join() {
      return """

          LEFT JOIN LATERAL (
              SELECT *
              FROM %2$s
              ORDER BY %3$s
              OFFSET (i - 1) %% greatest((SELECT count(*) FROM %2$s), 1)
              LIMIT 1
          ) AS %1$s ON true"""
          .formatted(alias, parent, String.join(", ", columns.values()));
    }
  }
}
