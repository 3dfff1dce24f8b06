package dev.lintel.tools.schema.locks;

import dev.lintel.tools.schema.Finding;
import dev.lintel.tools.schema.Finding.Severity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What is wrong with the locks of one migration, and the safe way to write it. */
final class LockFindings {

  private final VersionLocks version;
  private final Set<String> emptyTables;
  private final List<Finding> findings = new ArrayList<>();
  private final Set<String> blocked = new LinkedHashSet<>();

  private LockFindings(VersionLocks version, Set<String> emptyTables) {
    this.version = version;
    this.emptyTables = emptyTables;
  }

  /**
   * @param emptyTables those that had no row to try the migration on
   */
  static List<Finding> of(VersionLocks version, Set<String> emptyTables) {
    LockFindings found = new LockFindings(version, emptyTables);
    version.statements().forEach(found::addWork);
    found.addLocks();
    found.addOrder();
    return found.findings;
  }

  private void addWork(StatementLocks statement) {
    List<TableLock> blocking = statement.blocking();
    for (Work work : statement.work()) {
      if (!blocking.isEmpty()) {
        blocking.forEach(lock -> blocked.add(lock.table()));
        String what = work.what() + " while it holds " + held(statement, blocking);
        add(Severity.ERROR, work.kind().code(), statement, what, fix(work, statement));
      } else if (work.kind() == Work.Kind.CHANGE) {
        String what =
            work.what() + " in one transaction: writers of the same rows wait until it commits";
        add(Severity.INFO, "locks-rows", statement, what, "do it in batches if they are many");
      }
    }
  }

  private static String held(StatementLocks statement, List<TableLock> blocking) {
    String locks =
        blocking.stream()
            .map(
                lock ->
                    lock
                        + (lock.line() == statement.line()
                            ? ""
                            : " (taken at line " + lock.line() + ")"))
            .collect(Collectors.joining(" and "));
    return locks + ": " + blocking.get(0).mode().waiting();
  }

  private static String fix(Work work, StatementLocks statement) {
    String start = statement.statement().toUpperCase(Locale.ROOT);
    return switch (work.kind()) {
      case INDEX_BUILD ->
          start.startsWith("REINDEX")
              ? "write REINDEX … CONCURRENTLY, alone in a migration of its own"
              : "build it with CREATE INDEX CONCURRENTLY, alone in a migration of its own; for a"
                  + " constraint as a UNIQUE one, then ADD CONSTRAINT … USING INDEX";
      case KEY_VALIDATION ->
          "add the key as NOT VALID, and VALIDATE CONSTRAINT in a migration of its own";
      case SCAN ->
          "add CHECK (…) NOT VALID, and VALIDATE CONSTRAINT in a migration of its own; after it SET"
              + " NOT NULL or ATTACH PARTITION has nothing to scan";
      case REWRITE -> rewriteFix(start);
      case CHANGE, INSERT, READ ->
          "move the rows into a migration of its own, in batches, without a lock on the table";
    };
  }

  private static String rewriteFix(String start) {
    if (start.startsWith("REFRESH")) {
      return "write REFRESH MATERIALIZED VIEW CONCURRENTLY";
    }
    if (start.startsWith("VACUUM") || start.startsWith("CLUSTER")) {
      return "leave it out of migrations: run it when nobody needs the table, or use pg_repack";
    }
    return "add a new nullable column (a constant default is fine too), fill it in batches in a"
        + " migration of its own, then switch over";
  }

  /** The strongest lock on each table, where nothing worse is to be said of it. */
  private void addLocks() {
    Map<String, StatementLocks> takenBy = new LinkedHashMap<>();
    Map<String, TableLock> strongest = new LinkedHashMap<>();
    for (StatementLocks statement : version.statements()) {
      for (TableLock lock : statement.blocking()) {
        TableLock before = strongest.get(lock.table());
        if (before == null || lock.mode().compareTo(before.mode()) > 0) {
          strongest.put(lock.table(), lock);
          takenBy.put(lock.table(), statement);
        }
      }
    }
    strongest.forEach(
        (table, lock) -> {
          if (!blocked.contains(table)) {
            String what = lock + " for a moment: " + lock.mode().waiting();
            String start = takenBy.get(table).statement().toUpperCase(Locale.ROOT);
            String fix =
                start.startsWith("DROP INDEX ")
                    ? "DROP INDEX CONCURRENTLY, alone in a migration of its own, makes nobody wait"
                    : "";
            add(Severity.INFO, "lock-momentary", takenBy.get(table), what, fix);
          }
          if (emptyTables.contains(table)) {
            String what = lock + ", which has no rows here: what the lock costs was not tried";
            String fix = "give " + table + " rows in volume.sql";
            add(Severity.WARNING, "locks-without-rows", takenBy.get(table), what, fix);
          }
        });
  }

  /** Two migrations, or a migration and an application, that lock in other orders: a deadlock. */
  private void addOrder() {
    Map<String, StatementLocks> exclusive = new LinkedHashMap<>();
    for (StatementLocks statement : version.statements()) {
      for (TableLock lock : statement.blocking()) {
        if (lock.mode() == LockMode.ACCESS_EXCLUSIVE && lock.line() == statement.line()) {
          exclusive.putIfAbsent(lock.table(), statement);
        }
      }
    }
    StatementLocks last = null;
    for (StatementLocks statement : exclusive.values()) {
      last = statement;
    }
    if (last != null && exclusive.values().stream().distinct().count() > 1) {
      add(
          Severity.WARNING,
          "lock-order",
          last,
          "one transaction holds ACCESS EXCLUSIVE on "
              + String.join(", ", exclusive.keySet())
              + ", taken one after the other: what uses them in another order can deadlock",
          "one migration for each table");
    }
  }

  private void add(
      Severity severity, String code, StatementLocks statement, String what, String fix) {
    findings.add(new Finding(severity, code, version.script() + ":" + statement.line(), what, fix));
  }
}
