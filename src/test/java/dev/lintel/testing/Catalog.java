package dev.lintel.testing;

import java.util.ArrayList;
import java.util.List;

/**
 * What a schema holds, read from the system catalog: one line a fact, without the schema's name.
 */
public final class Catalog {

  private static final String[] FACTS = {
    """
    SELECT 'table ' || c.relname || ' ' || c.relkind::text || ' '
        || coalesce(obj_description(c.oid, 'pg_class'), 'no comment')
    FROM pg_class c WHERE c.relnamespace = ?::regnamespace AND c.relkind <> 'i'
    """,
    """
    SELECT 'column ' || c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
        || ' not null ' || a.attnotnull || ' default '
        || coalesce(pg_get_expr(d.adbin, d.adrelid), 'none')
        || ' ' || coalesce(col_description(c.oid, a.attnum), 'no comment')
    FROM pg_class c
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
    WHERE c.relnamespace = ?::regnamespace AND c.relkind = 'r'
    """,
    """
    SELECT 'constraint ' || conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid)
    FROM pg_constraint WHERE connamespace = ?::regnamespace AND contype <> 'n'
    """,
    """
    SELECT 'index ' || pg_get_indexdef(i.indexrelid) || ' valid ' || i.indisvalid
    FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
    WHERE c.relnamespace = ?::regnamespace
    """,
    """
    SELECT 'function ' || p.proname FROM pg_proc p WHERE p.pronamespace = ?::regnamespace
    """,
    """
    SELECT 'trigger ' || t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
    WHERE c.relnamespace = ?::regnamespace AND NOT t.tgisinternal
    """
  };

  private Catalog() {}

  /** Sorted; without the history of migrations. */
  public static List<String> of(TestDatabase database, String schema) {
    List<String> facts = new ArrayList<>();
    for (String sql : FACTS) {
      for (List<String> row : database.query(sql, "\"" + schema + "\"")) {
        String fact = row.get(0).replace("\"" + schema + "\".", "").replace(schema + ".", "");
        if (!fact.contains("_schema_history")) {
          facts.add(fact);
        }
      }
    }
    facts.sort(null);
    return facts;
  }
}
