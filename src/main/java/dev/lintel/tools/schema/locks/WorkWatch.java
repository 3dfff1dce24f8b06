package dev.lintel.tools.schema.locks;

import dev.lintel.tools.jdbc.Query;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What statements do that takes the longer, the more rows there are: as the server says it, as it
 * counts rows, and by the files that it writes anew. On a table of the migration's own, work counts
 * only if that has many rows.
 */
final class WorkWatch {

  /** So many rows are many whatever the table. */
  private static final int MANY = 1_000;

  private final Connection connection;
  private final Map<Long, Long> rowsBefore = new HashMap<>();
  private Map<Long, Relation> relations;
  private Map<Long, RowCounters> counters = Map.of();

  /**
   * @param existing what was there before the migration
   */
  WorkWatch(Connection connection, Map<Long, Relation> existing) throws SQLException {
    this.connection = connection;
    this.relations = existing;
    for (Relation relation : existing.values()) {
      if (relation.hasRows()) {
        rowsBefore.put(relation.oid(), number("SELECT count(*) FROM " + relation.quoted()));
      }
    }
  }

  /** Whether the relation is a table that was there before the migration, without a row. */
  boolean wasEmpty(long table) {
    return rowsBefore.getOrDefault(table, 1L) == 0;
  }

  /** At the start of a transaction, within it. */
  void begin() throws SQLException {
    counters = RowCounters.readAll(connection);
  }

  /** Those that were there before the statement and whose file is another one now. */
  Set<Long> rewritten(Map<Long, Relation> now) {
    Set<Long> rewritten = new LinkedHashSet<>();
    for (Relation relation : now.values()) {
      Relation before = relations.get(relation.oid());
      if (before != null && before.file() != relation.file()) {
        rewritten.add(relation.oid());
      }
    }
    return rewritten;
  }

  /**
   * What the statement before this call did.
   *
   * @param now all relations after it
   * @param locked those of them that its transaction has locked; null if it ran in none, and is
   *     known by what the server said and wrote alone
   */
  List<Work> since(List<Notice> notices, Map<Long, Relation> now, Set<Long> locked)
      throws SQLException {
    Set<Work> work = new LinkedHashSet<>();
    Map<Long, RowCounters> countersNow =
        locked == null ? counters : RowCounters.readAll(connection);
    List<Notice> said = new ArrayList<>(notices);
    said.addAll(builtIndexes(now));
    for (Notice notice : said) {
      for (Relation table : tables(notice, now, locked)) {
        if (takesLong(table, countersNow)) {
          work.add(notice.on(table));
        }
      }
    }
    for (long oid : rewritten(now)) {
      Relation table = now.get(oid);
      // of an empty table only the server can tell whether it was written anew or truncated
      if (rowsBefore.getOrDefault(oid, 0L) > 0 && takesLong(table, countersNow)) {
        work.add(new Notice(Work.Kind.REWRITE, table.name(), "").on(table));
      }
    }
    for (Map.Entry<Long, RowCounters> entry : countersNow.entrySet()) {
      Relation table = now.get(entry.getKey());
      if (table != null && table.hasRows()) {
        work.addAll(rows(table, entry.getValue().since(counters.get(table.oid()))));
      }
    }
    relations = now;
    counters = locked == null ? counters : RowCounters.readAll(connection); // this looked at rows
    return explained(work);
  }

  /** New ones on tables that were there: a function can keep the server's words to itself. */
  private List<Notice> builtIndexes(Map<Long, Relation> now) {
    return now.values().stream()
        .filter(index -> index.kind().equals("i") && !relations.containsKey(index.oid()))
        .filter(index -> rowsBefore.containsKey(index.table()) && !index.isOfLongValues())
        .map(index -> new Notice(Work.Kind.INDEX_BUILD, index.name(), ""))
        .toList();
  }

  /** Without what follows from other work: a rewrite builds indexes, and all of it reads rows. */
  private static List<Work> explained(Set<Work> work) {
    List<Work> explained = new ArrayList<>();
    for (Work one : work) {
      boolean follows =
          work.stream()
              .anyMatch(
                  other ->
                      other.kind() == Work.Kind.REWRITE
                              && other != one
                              && other.table().equals(one.table())
                          || one.kind() == Work.Kind.READ && other.kind() != Work.Kind.READ);
      if (!follows) {
        explained.add(one);
      }
    }
    return explained;
  }

  private List<Relation> tables(Notice notice, Map<Long, Relation> now, Set<Long> locked)
      throws SQLException {
    List<Relation> tables = new ArrayList<>();
    if (notice.kind() == Work.Kind.KEY_VALIDATION) {
      for (long table : tablesWithKey(notice.name())) {
        tables.add(now.get(table));
      }
      return tables;
    }
    boolean index = notice.kind() == Work.Kind.INDEX_BUILD;
    for (Relation relation : now.values()) {
      Relation table = now.getOrDefault(relation.table(), relation);
      if (relation.name().equals(notice.name())
          && relation.isIndex() == index
          && table.hasRows()
          && (locked == null || locked.contains(relation.oid()))
          && (notice.kind() != Work.Kind.REWRITE || isNewFile(relation))) {
        tables.add(table);
      }
    }
    return tables;
  }

  private boolean isNewFile(Relation relation) {
    Relation before = relations.get(relation.oid());
    return before == null || before.file() != relation.file();
  }

  private List<Long> tablesWithKey(String constraint) throws SQLException {
    String sql =
        """
        SELECT DISTINCT c.conrelid
        FROM pg_constraint c
        JOIN pg_locks l ON l.relation = c.conrelid
        WHERE c.contype = 'f'
          AND c.conname = ?
          AND l.pid = pg_backend_pid()
          AND l.granted
          AND l.mode NOT IN ('AccessShareLock', 'RowShareLock', 'RowExclusiveLock')
        """;
    return Query.list(connection, sql, row -> row.getLong(1), constraint);
  }

  private boolean takesLong(Relation table, Map<Long, RowCounters> countersNow)
      throws SQLException {
    Long before = rowsBefore.get(table.oid());
    if (before == null) {
      return countersNow.getOrDefault(table.oid(), RowCounters.NONE).inserted() >= MANY;
    }
    return before == 0
        || number("SELECT count(*) FROM (SELECT FROM " + table.quoted() + " LIMIT 1) AS first") > 0;
  }

  private List<Work> rows(Relation table, RowCounters touched) {
    Long before = rowsBefore.get(table.oid());
    String name = table.shown();
    List<Work> work = new ArrayList<>();
    if (isMany(touched.changed(), before)) {
      String what = "changes " + touched.changed() + " rows of " + name;
      work.add(new Work(Work.Kind.CHANGE, name, what));
    }
    if (touched.inserted() >= MANY) {
      String what = "inserts " + touched.inserted() + " rows into " + name;
      work.add(new Work(Work.Kind.INSERT, name, what));
    }
    if (before != null && isMany(touched.read(), before)) {
      work.add(new Work(Work.Kind.READ, name, "reads " + touched.read() + " rows of " + name));
    }
    return work;
  }

  /** The rows to try on are few: what touches half of them will touch half of the real ones. */
  private static boolean isMany(long rows, Long all) {
    return rows >= MANY || all != null && rows >= 2 && rows >= all / 2.0;
  }

  private long number(String sql) throws SQLException {
    return Long.parseLong(Query.value(connection, sql));
  }
}
