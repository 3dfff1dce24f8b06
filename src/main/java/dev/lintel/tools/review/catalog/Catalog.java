package dev.lintel.tools.review.catalog;

import dev.lintel.tools.jdbc.Query;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What the server's catalog says of the tables of one database. */
public final class Catalog {

  private static final String TABLES =
      """
      SELECT
          c.oid,
          n.nspname,
          c.relname,
          obj_description(c.oid, 'pg_class'),
          c.relkind = 'p',
          c.relispartition,
          CASE WHEN c.relkind = 'p' THEN (
              SELECT sum(greatest(leaf.reltuples, 0))
              FROM pg_partition_tree(c.oid) AS part
              JOIN pg_class AS leaf ON leaf.oid = part.relid
              WHERE part.isleaf
          ) ELSE greatest(c.reltuples, 0) END,
          pg_table_size(c.oid)
      FROM pg_class AS c
      JOIN pg_namespace AS n ON n.oid = c.relnamespace
      WHERE c.relkind IN ('r', 'p', 'm')
        AND c.relpersistence <> 't'
        AND n.nspname <> 'information_schema'
        AND n.nspname NOT LIKE 'pg\\_%'
      ORDER BY n.nspname, c.relname
      """;

  private static final String COLUMNS =
      """
      SELECT
          a.attrelid,
          a.attnum,
          a.attname,
          format_type(a.atttypid, a.atttypmod),
          NOT a.attnotnull,
          (s.most_common_vals::text::text[])[1],
          coalesce(s.most_common_freqs[1], 0),
          coalesce(
              (s.histogram_bounds::text::text[])[
                  array_length(s.histogram_bounds::text::text[], 1) / 2 + 1
              ],
              (s.most_common_vals::text::text[])[
                  array_length(s.most_common_vals::text::text[], 1)
              ]
          )
      FROM pg_attribute AS a
      JOIN pg_class AS c ON c.oid = a.attrelid
      JOIN pg_namespace AS n ON n.oid = c.relnamespace
      LEFT JOIN pg_stats AS s
        ON s.schemaname = n.nspname
        AND s.tablename = c.relname
        AND s.attname = a.attname
        AND s.inherited = (c.relkind = 'p')
      WHERE c.relkind IN ('r', 'p', 'm')
        AND n.nspname <> 'information_schema'
        AND n.nspname NOT LIKE 'pg\\_%'
        AND a.attnum > 0
        AND NOT a.attisdropped
      ORDER BY a.attrelid, a.attnum
      """;

  private static final String INDEXES =
      """
      SELECT
          i.indrelid,
          c.relname,
          i.indisunique,
          i.indisprimary,
          i.indisvalid,
          i.indpred IS NOT NULL,
          NOT coalesce((to_jsonb(i) ->> 'indnullsnotdistinct')::boolean, false),
          am.amname,
          (i.indkey::int2[])[0:i.indnkeyatts - 1],
          pg_get_indexdef(i.indexrelid),
          pg_relation_size(i.indexrelid)
      FROM pg_index AS i
      JOIN pg_class AS c ON c.oid = i.indexrelid
      JOIN pg_am AS am ON am.oid = c.relam
      JOIN pg_namespace AS n ON n.oid = c.relnamespace
      WHERE n.nspname <> 'information_schema'
        AND n.nspname NOT LIKE 'pg\\_%'
      ORDER BY i.indrelid, c.relname
      """;

  private static final String FOREIGN_KEYS =
      """
      SELECT
          conname,
          conrelid,
          conkey,
          confrelid,
          confkey,
          confdeltype,
          confupdtype
      FROM pg_constraint
      WHERE contype = 'f'
        AND conparentid = 0
      ORDER BY conrelid, conname
      """;

  private static final String PARTITIONS =
      """
      SELECT part.oid, root.oid, part.relname, root.relname
      FROM pg_class AS part
      JOIN pg_class AS root ON root.oid = pg_partition_root(part.oid)
      WHERE part.relispartition
      """;

  private final Map<Long, Table> tables;
  private final Map<Long, Long> roots = new HashMap<>();
  private final Map<String, String> rootNames = new HashMap<>();
  private final List<ForeignKey> foreignKeys;
  private final Map<Long, String> operators;
  private final Map<Long, String> functions;
  private final Map<Long, String> types;
  private final Map<Long, String> typeSamples;

  private Catalog(
      Map<Long, Table> tables,
      List<ForeignKey> foreignKeys,
      Map<Long, String> operators,
      Map<Long, String> functions,
      Map<Long, String> types,
      Map<Long, String> typeSamples) {
    this.types = types;
    this.typeSamples = typeSamples;
    this.tables = tables;
    this.foreignKeys = foreignKeys;
    this.operators = operators;
    this.functions = functions;
  }

  /** Reads it, with the statistics of the last ANALYZE. */
  public static Catalog read(Connection connection) throws SQLException {
    Map<Long, List<Column>> columns = new HashMap<>();
    Query.forEach(
        connection,
        COLUMNS,
        row ->
            columns
                .computeIfAbsent(row.getLong(1), oid -> new ArrayList<>())
                .add(
                    new Column(
                        row.getInt(2),
                        row.getString(3),
                        row.getString(4),
                        row.getBoolean(5),
                        row.getString(6),
                        row.getDouble(7),
                        row.getString(8))));
    Map<Long, List<Index>> indexes = new HashMap<>();
    Query.forEach(
        connection,
        INDEXES,
        row -> indexes.computeIfAbsent(row.getLong(1), oid -> new ArrayList<>()).add(index(row)));
    Map<Long, Table> tables = new LinkedHashMap<>();
    Query.forEach(
        connection,
        TABLES,
        row ->
            tables.put(
                row.getLong(1),
                new Table(
                    row.getLong(1),
                    row.getString(2),
                    row.getString(3),
                    row.getString(4),
                    row.getBoolean(5),
                    row.getBoolean(6),
                    (long) row.getDouble(7),
                    row.getLong(8),
                    columns.getOrDefault(row.getLong(1), List.of()),
                    indexes.getOrDefault(row.getLong(1), List.of()))));
    Catalog catalog =
        new Catalog(
            tables,
            Query.list(connection, FOREIGN_KEYS, Catalog::foreignKey),
            names(connection, "SELECT oid, oprname FROM pg_operator"),
            names(connection, "SELECT oid, proname FROM pg_proc"),
            names(connection, "SELECT oid, format_type(oid, NULL) FROM pg_type"),
            TypeSamples.read(connection));
    Query.forEach(
        connection,
        PARTITIONS,
        row -> {
          catalog.roots.put(row.getLong(1), row.getLong(2));
          catalog.rootNames.put(row.getString(3), row.getString(4));
        });
    return catalog;
  }

  private static Index index(ResultSet row) throws SQLException {
    return new Index(
        row.getString(2),
        row.getBoolean(3),
        row.getBoolean(4),
        row.getBoolean(5),
        row.getBoolean(6),
        row.getBoolean(7),
        row.getString(8),
        numbers(row.getArray(9)),
        row.getString(10),
        row.getLong(11));
  }

  private static ForeignKey foreignKey(ResultSet row) throws SQLException {
    return new ForeignKey(
        row.getString(1),
        row.getLong(2),
        numbers(row.getArray(3)),
        row.getLong(4),
        numbers(row.getArray(5)),
        action(row.getString(6)),
        action(row.getString(7)));
  }

  private static String action(String letter) {
    return switch (letter) {
      case "r" -> "RESTRICT";
      case "c" -> "CASCADE";
      case "n" -> "SET NULL";
      case "d" -> "SET DEFAULT";
      default -> "NO ACTION";
    };
  }

  private static List<Integer> numbers(Array array) throws SQLException {
    return Stream.of((Object[]) array.getArray()).map(n -> ((Number) n).intValue()).toList();
  }

  private static Map<Long, String> names(Connection connection, String sql) throws SQLException {
    Map<Long, String> names = new HashMap<>();
    Query.forEach(connection, sql, row -> names.put(row.getLong(1), row.getString(2)));
    return names;
  }

  /** By schema and name. */
  public Collection<Table> tables() {
    return tables.values();
  }

  /** Empty for a view, a catalog table, or none. */
  public Optional<Table> table(long oid) {
    return Optional.ofNullable(tables.get(oid));
  }

  /**
   * @param qualifiedName as {@link Table#qualifiedName}
   */
  public Optional<Table> table(String qualifiedName) {
    return tables.values().stream()
        .filter(table -> table.qualifiedName().equals(qualifiedName))
        .findFirst();
  }

  public Optional<Table> table(String schema, String name) {
    return tables.values().stream()
        .filter(table -> table.schema().equals(schema) && table.name().equals(name))
        .findFirst();
  }

  /** Of a partition the table whose rows it holds; any other table itself. */
  public Table whole(Table table) {
    return tables.getOrDefault(roots.getOrDefault(table.oid(), table.oid()), table);
  }

  /** The same for an index, by names without their schema, as plans have them. */
  public String wholeIndex(String name) {
    return rootNames.getOrDefault(name, name);
  }

  public Optional<Column> column(long table, int number) {
    return table(table).flatMap(found -> found.column(number));
  }

  public List<ForeignKey> foreignKeysOf(long table) {
    return foreignKeys.stream().filter(key -> key.table() == table).toList();
  }

  public List<ForeignKey> foreignKeysTo(long table) {
    return foreignKeys.stream().filter(key -> key.referenced() == table).toList();
  }

  /** Empty if there is none. */
  public String operator(long oid) {
    return operators.getOrDefault(oid, "");
  }

  /** Empty if there is none. */
  public String function(long oid) {
    return functions.getOrDefault(oid, "");
  }

  /** As the server prints it. */
  public String type(long oid) {
    return types.getOrDefault(oid, "");
  }

  /** Any value of a type, as text; null if none is known. */
  public String sampleOf(long type) {
    return typeSamples.get(type);
  }
}
