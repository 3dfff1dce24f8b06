package dev.lintel.tools.schema.proof;

import dev.lintel.mapping.SchemaName;
import dev.lintel.tools.jdbc.Query;
import dev.lintel.tools.schema.Identifier;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The rows of a schema: of each table how many, and of each column a hash that the server computes,
 * in no order, bound to the row's primary key. Immutable.
 */
final class DataSnapshot {

  /** No tables. */
  static final DataSnapshot EMPTY = new DataSnapshot(Map.of());

  private static final String TABLES =
      """
      SELECT
          c.relname,
          c.oid::text || '.' || a.attnum,
          a.attname,
          quote_ident(a.attname),
          coalesce(a.attnum = ANY (k.conkey), false),
          c.relkind = 'r'
      FROM pg_catalog.pg_class c
      JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      JOIN pg_catalog.pg_attribute a
          ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
      LEFT JOIN pg_catalog.pg_constraint k ON k.conrelid = c.oid AND k.contype = 'p'
      WHERE n.nspname = ?
          AND c.relname <> ?
          AND c.relkind IN ('r', 'p')
      ORDER BY c.relname, a.attname
      """;

  private final Map<String, Table> tables;

  private DataSnapshot(Map<String, Table> tables) {
    this.tables = tables;
  }

  static DataSnapshot read(Connection connection, String schema, String ignoredTable)
      throws SQLException {
    Map<String, List<Column>> columns = new TreeMap<>();
    Query.forEach(
        connection,
        TABLES,
        row ->
            columns
                .computeIfAbsent(row.getString(1), table -> new ArrayList<>())
                .add(
                    new Column(
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getBoolean(5),
                        row.getBoolean(6))),
        schema,
        ignoredTable);
    Map<String, Table> tables = new TreeMap<>();
    for (Map.Entry<String, List<Column>> table : columns.entrySet()) {
      tables.put(table.getKey(), read(connection, schema, table.getKey(), table.getValue()));
    }
    return new DataSnapshot(tables);
  }

  private static Table read(
      Connection connection, String schema, String table, List<Column> columns)
      throws SQLException {
    String sql = query(SchemaName.quoted(schema) + "." + Identifier.quoted(table), columns);
    return Query.list(connection, sql, row -> table(row, columns)).get(0);
  }

  private static Table table(ResultSet row, List<Column> columns) throws SQLException {
    Map<Column, String> hashes = new LinkedHashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      hashes.put(columns.get(i), String.valueOf(row.getString(i + 3)));
    }
    return new Table(row.getLong(1), String.valueOf(row.getString(2)), hashes);
  }

  private static String query(String table, List<Column> columns) {
    List<String> all = columns.stream().map(Column::inRow).toList();
    List<String> key = columns.stream().filter(Column::inKey).map(Column::inRow).toList();
    String hashes =
        all.stream()
            .map(column -> "sum(coalesce(" + hash(column + "::text", "k.hash") + ", 1))")
            .collect(Collectors.joining(",\n    "));
    // without a key nothing but the row as a whole says which values belong together
    String wholeRow =
        key.isEmpty() ? "sum(" + hash("ROW(" + String.join(", ", all) + ")::text", "0") + ")" : "0";
    String keyText = key.isEmpty() ? "''" : "concat_ws('|', " + String.join(", ", key) + ")";
    String rowHash = hash(keyText, "0");
    return """
        SELECT count(*),
            %s,
            %s
        FROM %s%s AS t
        CROSS JOIN LATERAL (SELECT %s AS hash) AS k
        """
        .formatted(wholeRow, hashes, columns.get(0).plainTable ? "ONLY " : "", table, rowHash);
  }

  private static String hash(String text, String seed) {
    return "hashtextextended(" + text + " COLLATE \"C\", " + seed + ")";
  }

  Set<String> tables() {
    return tables.keySet();
  }

  /**
   * What became of the rows that were there all the time.
   *
   * @param expected the rows before
   * @param between while a migration was applied, or undone: what was not there meanwhile cannot
   *     have kept its values
   */
  List<Change> changes(DataSnapshot expected, DataSnapshot between) {
    List<Change> changes = new ArrayList<>();
    expected.tables.forEach(
        (name, before) -> {
          Table after = tables.get(name);
          if (after != null && (between.tables.containsKey(name) || between.has(before))) {
            changes.addAll(changes(name, before, between, after));
          }
        });
    return changes;
  }

  private static List<Change> changes(
      String name, Table before, DataSnapshot between, Table after) {
    if (before.rows != after.rows) {
      return List.of(
          new Change(
              name,
              before.rows + " rows before, " + after.rows + " after",
              after.rows < before.rows));
    }
    List<Change> changes = new ArrayList<>();
    boolean allSurvive = true;
    for (Map.Entry<Column, String> column : before.hashes.entrySet()) {
      boolean survives = between.has(name, column.getKey());
      allSurvive &= survives;
      String now = after.hash(column.getKey().name);
      if (survives && now != null && !now.equals(column.getValue())) {
        changes.add(
            new Change(
                name + "." + column.getKey().name,
                "its values in " + before.rows + " rows are not what they were",
                false));
      }
    }
    if (changes.isEmpty() && allSurvive && !before.wholeRows.equals(after.wholeRows)) {
      changes.add(new Change(name, "other values stand together in a row", false));
    }
    return changes;
  }

  /** Of a schema without tables {@code no rows}. */
  @Override
  public String toString() {
    return tables.isEmpty()
        ? "no rows"
        : tables.entrySet().stream()
            .map(table -> table.getKey() + " " + table.getValue().rows + " rows")
            .collect(Collectors.joining(", "));
  }

  /** Whether a table is there, under whatever name. */
  private boolean has(Table table) {
    return table.hashes.keySet().stream().anyMatch(column -> has(column.identity));
  }

  /** Whether a column is there: in a table of that name, or the same one under another name. */
  private boolean has(String table, Column column) {
    Table there = tables.get(table);
    return there != null && there.hash(column.name) != null || has(column.identity);
  }

  private boolean has(String columnIdentity) {
    return tables.values().stream()
        .flatMap(table -> table.hashes.keySet().stream())
        .anyMatch(column -> column.identity.equals(columnIdentity));
  }

  /**
   * @param object the table or column
   * @param what what was before and is after
   * @param rowsLost whether there are fewer rows
   */
  record Change(String object, String what, boolean rowsLost) {}

  private record Table(long rows, String wholeRows, Map<Column, String> hashes) {

    /** Null if there is no such column. */
    String hash(String column) {
      return hashes.entrySet().stream()
          .filter(entry -> entry.getKey().name.equals(column))
          .map(Map.Entry::getValue)
          .findFirst()
          .orElse(null);
    }
  }

  /**
   * @param identity the same as long as the column lives, whatever it and its table are called
   */
  private record Column(
      String identity, String name, String quoted, boolean inKey, boolean plainTable) {

    String inRow() {
      return "t." + quoted;
    }
  }
}
