package dev.lintel.tools.review.catalog;

import dev.lintel.tools.jdbc.Query;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** A value of each type, as the server reads it: those of a kind have one, enums a label. */
final class TypeSamples {

  private static final String SAMPLES =
      """
      WITH scalars AS (
          SELECT
              t.oid,
              CASE coalesce(b.typcategory, t.typcategory)
                  WHEN 'N' THEN '1'
                  WHEN 'B' THEN 'true'
                  WHEN 'S' THEN 'x'
                  WHEN 'D' THEN '2026-01-01 00:00:00+00'
                  WHEN 'T' THEN '1 day'
                  WHEN 'I' THEN '192.0.2.1'
                  WHEN 'V' THEN '1'
                  WHEN 'E' THEN (
                      SELECT e.enumlabel
                      FROM pg_enum AS e
                      WHERE e.enumtypid = coalesce(b.oid, t.oid)
                      ORDER BY e.enumsortorder
                      LIMIT 1
                  )
                  ELSE CASE coalesce(b.typname, t.typname)
                      WHEN 'uuid' THEN '00000000-0000-0000-0000-000000000001'
                      WHEN 'json' THEN '{}'
                      WHEN 'jsonb' THEN '{}'
                      WHEN 'bytea' THEN '\\x01'
                      WHEN 'macaddr' THEN '00:00:5e:00:53:01'
                      WHEN 'macaddr8' THEN '00:00:5e:00:53:01'
                      WHEN 'tsvector' THEN 'x'
                      WHEN 'tsquery' THEN 'x'
                      WHEN 'point' THEN '(1,1)'
                      WHEN 'box' THEN '(1,1),(0,0)'
                      WHEN 'circle' THEN '<(1,1),1>'
                      WHEN 'polygon' THEN '((0,0),(0,1),(1,1))'
                      WHEN 'lseg' THEN '[(0,0),(1,1)]'
                      WHEN 'path' THEN '[(0,0),(1,1)]'
                      WHEN 'line' THEN '{1,1,1}'
                      WHEN 'xml' THEN '<x/>'
                      WHEN 'hstore' THEN 'x=>1'
                  END
              END AS sample
          FROM pg_type AS t
          LEFT JOIN pg_type AS b ON b.oid = t.typbasetype
      ),
      elements AS (
          SELECT oid, sample FROM scalars WHERE sample IS NOT NULL
          UNION ALL
          SELECT r.rngtypid, '[' || quote_ident(s.sample) || ',' || quote_ident(s.sample) || ']'
          FROM pg_range AS r
          JOIN scalars AS s ON s.oid = r.rngsubtype
          WHERE s.sample IS NOT NULL
      )
      SELECT oid, sample FROM elements
      UNION ALL
      SELECT
          t.oid,
          '{"' || replace(replace(e.sample, '\\', '\\\\'), '"', '\\"') || '"}'
      FROM pg_type AS t
      JOIN elements AS e ON e.oid = t.typelem
      WHERE t.typcategory = 'A'
      """;

  private TypeSamples() {}

  /** By the oid of the type; without those that only an extension knows. */
  static Map<Long, String> read(Connection connection) throws SQLException {
    Map<Long, String> samples = new HashMap<>();
    Query.forEach(connection, SAMPLES, row -> samples.put(row.getLong(1), row.getString(2)));
    return samples;
  }
}
