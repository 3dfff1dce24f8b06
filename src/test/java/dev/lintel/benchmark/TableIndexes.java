package dev.lintel.benchmark;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * The indexes and foreign keys of a table as the migrations made them, to be dropped before a load
 * and made again after it, which is much faster than to keep them up row by row.
 */
final class TableIndexes {

  /** One index, or a foreign key, by the statements that drop it and make it again. */
  record Index(String name, boolean foreignKey, String drop, String create) {}

  private static final String FIND =
      """
      SELECT conname, contype = 'f',
        format('ALTER TABLE %%s DROP CONSTRAINT %%I', conrelid::regclass, conname),
        format('ALTER TABLE %%s ADD CONSTRAINT %%I %%s',
          conrelid::regclass, conname, pg_get_constraintdef(oid))
      FROM pg_constraint
      WHERE conrelid = '%1$s'::regclass AND contype IN ('p', 'f')
      UNION ALL
      SELECT c.relname, false, format('DROP INDEX %%s', c.oid::regclass), pg_get_indexdef(c.oid)
      FROM pg_index AS i
      JOIN pg_class AS c ON c.oid = i.indexrelid
      WHERE i.indrelid = '%1$s'::regclass AND NOT i.indisprimary
      ORDER BY 2, 1
      """;

  private final Bench bench;
  private final List<Index> all;

  private TableIndexes(Bench bench, List<Index> all) {
    this.bench = bench;
    this.all = all;
  }

  static TableIndexes of(Bench bench, String table) throws SQLException {
    List<Index> all = new ArrayList<>();
    try (Connection connection = bench.pool().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(FIND.formatted(table))) {
      while (rows.next()) {
        all.add(
            new Index(rows.getString(1), rows.getBoolean(2), rows.getString(3), rows.getString(4)));
      }
    }
    return new TableIndexes(bench, all);
  }

  /** Without the foreign keys. */
  List<Index> indexes() {
    return all.stream().filter(index -> !index.foreignKey()).toList();
  }

  void drop() throws SQLException {
    for (Index index : all) {
      bench.sql(index.drop());
    }
  }

  void create() throws SQLException {
    for (Index index : all) {
      bench.sql(index.create());
    }
  }
}
