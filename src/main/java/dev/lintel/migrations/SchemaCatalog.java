package dev.lintel.migrations;

import dev.lintel.mapping.SchemaName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** What the migrations have to know about a schema before they change it. */
final class SchemaCatalog {

  /** What Flyway takes for a sign of life in a schema, and begins with a baseline then. */
  private static final String HOLDS_OBJECTS =
      "SELECT EXISTS (SELECT FROM pg_catalog.pg_class c"
          + " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
          + " LEFT JOIN pg_catalog.pg_depend d ON d.objid = c.oid AND d.deptype = 'e'"
          + " WHERE n.nspname = ? AND d.objid IS NULL AND c.relkind IN ('r', 'v', 'S', 't'))"
          + " OR EXISTS (SELECT FROM pg_catalog.pg_type t"
          + " JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace"
          + " LEFT JOIN pg_catalog.pg_depend d ON d.objid = t.oid AND d.deptype = 'e'"
          + " WHERE n.nspname = ? AND d.objid IS NULL AND t.typcategory NOT IN ('A', 'C'))"
          + " OR EXISTS (SELECT FROM pg_catalog.pg_proc p"
          + " JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace"
          + " LEFT JOIN pg_catalog.pg_depend d ON d.objid = p.oid AND d.deptype = 'e'"
          + " WHERE n.nspname = ? AND d.objid IS NULL)";

  private static final String INVALID_INDEX =
      "SELECT EXISTS (SELECT FROM pg_catalog.pg_index i"
          + " JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid"
          + " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
          + " WHERE n.nspname = ? AND c.relname = ? AND NOT i.indisvalid)";

  private SchemaCatalog() {}

  static boolean exists(Connection connection, String schema) throws SQLException {
    return ask(
        connection,
        "SELECT EXISTS (SELECT FROM pg_catalog.pg_namespace WHERE nspname = ?)",
        schema);
  }

  static boolean holdsObjects(Connection connection, String schema) throws SQLException {
    return ask(connection, HOLDS_OBJECTS, schema, schema, schema);
  }

  /**
   * Drops an index of that name which a {@code CONCURRENTLY} that did not finish has left behind.
   *
   * @return whether there was one
   */
  static boolean dropInvalidIndex(Connection connection, String schema, String index)
      throws SQLException {
    if (!ask(connection, INVALID_INDEX, schema, index)) {
      return false;
    }
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "DROP INDEX CONCURRENTLY IF EXISTS "
              + SchemaName.quoted(schema)
              + ".\""
              + index.replace("\"", "\"\"")
              + "\"");
    }
    return true;
  }

  private static boolean ask(Connection connection, String sql, String... parameters)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setString(i + 1, parameters[i]);
      }
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getBoolean(1);
      }
    }
  }
}
