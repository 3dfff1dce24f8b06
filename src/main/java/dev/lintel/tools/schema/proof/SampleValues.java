package dev.lintel.tools.schema.proof;

import dev.lintel.tools.jdbc.Query;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * For any type an expression in SQL that gives a value for the number {@code i}: another one for
 * each, and one that a careless change of data would spoil (mixed case, beyond ASCII, after noon).
 */
final class SampleValues {

  private static final String TYPE =
      """
      SELECT t.typname, t.typtype, t.typbasetype, t.typtypmod, t.typelem, t.typcategory,
          format_type(t.oid, NULL), format_type(t.oid, ?), coalesce(r.rngsubtype, 0)
      FROM pg_catalog.pg_type t
      LEFT JOIN pg_catalog.pg_range r ON r.rngtypid = t.oid
      WHERE t.oid = ?
      """;

  private final Connection connection;

  SampleValues(Connection connection) {
    this.connection = connection;
  }

  /**
   * @param type the type's oid
   * @param modifier as in {@code varchar(50)}; -1 if there is none
   */
  String of(long type, int modifier) throws SQLException {
    return Query.list(
            connection, TYPE, row -> "(" + plain(row) + ")::" + row.getString(8), modifier, type)
        .get(0);
  }

  private String plain(ResultSet type) throws SQLException {
    String name = type.getString(7);
    switch (type.getString(2)) {
      case "d":
        return of(type.getLong(3), type.getInt(4));
      case "e":
        String labels = "enum_range(NULL::" + name + ")";
        return "(" + labels + ")[1 + i % array_length(" + labels + ", 1)]";
      case "r":
        String bound = of(type.getLong(9), -1);
        return name + "(" + bound + ", " + bound + ", '[]')";
      default:
        return type.getString(6).equals("A")
            ? "ARRAY[" + of(type.getLong(5), -1) + "]"
            : base(type.getString(1));
    }
  }

  private static String base(String type) {
    return switch (type) {
      case "int2", "int4", "int8", "float4", "float8", "numeric", "money", "oid" -> "i";
      case "bool" -> "i % 2 = 1";
      case "uuid" -> "md5(i::text)";
      case "json", "jsonb" -> "jsonb_build_object('Row', i, 'Ä', NULL)";
      case "date" -> "DATE '2024-02-28' + i";
      case "timestamp", "timestamptz" ->
          "TIMESTAMP '2024-02-28 23:59:59.123456' + i * INTERVAL '1 day'";
      case "time", "timetz" -> "TIME '12:34:56.123456' + i * INTERVAL '1 minute'";
      case "interval" -> "i * INTERVAL '25 hours'";
      case "bytea" -> "convert_to(i || ' Ä', 'UTF8')";
      case "bit" -> "i";
      case "varbit" -> "i::bit(8)";
      case "inet", "cidr" -> "'10.0.0.' || i";
      case "macaddr" -> "'08:00:2b:01:02:0' || i";
      case "macaddr8" -> "'08:00:2b:ff:fe:01:02:0' || i";
      case "point" -> "point(i, i)";
      case "xml" -> "'<row>' || i || '</row>'";
      case "tsvector" -> "to_tsvector('simple', 'row ' || i)";
      default -> "i || ' Row Ä'";
    };
  }
}
