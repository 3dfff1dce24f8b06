package dev.lintel.faults;

import dev.lintel.items.ItemOperations;
import dev.lintel.session.Database;
import dev.lintel.testing.StoredItems;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.apache.ibatis.session.SqlSession;

/**
 * Fails often, and prints what is held before and after: of this JVM's heap, in which no other test
 * lives, and of the server.
 */
final class FailuresInOwnJvm {

  static final String APPLICATION = "failures";

  private static final int THREADS = 4;
  private static final int FIRST_OF_EACH_KIND = 40;

  private FailuresInOwnJvm() {}

  public static void main(String[] arguments) throws Exception {
    int failures = Integer.parseInt(arguments[1]);
    try (Database database =
        Database.builder()
            .url(arguments[0])
            .maximumPoolSize(THREADS + 1)
            .applicationName(APPLICATION)
            .build()) {
      database.useTransaction(session -> StoredItems.insert(session, "new", 1_200, 1));
      FailureKind.Rows rows = new FailureKind.Rows(create(database), create(database));
      try (SqlSession holder = database.openSession()) {
        ItemOperations.updateItemStatus(holder, rows.locked(), "held");
        fail(database, rows, FIRST_OF_EACH_KIND * FailureKind.values().length);
        look(database); // fills caches of its own
        System.out.println("before " + look(database));
        fail(database, rows, failures);
        System.out.println("after " + look(database));
      }
    }
  }

  private static void fail(Database database, FailureKind.Rows rows, int times) throws Exception {
    FailureKind[] kinds = FailureKind.values();
    Callers.together(
        THREADS,
        thread -> {
          for (int i = thread; i < times; i += THREADS) {
            kinds[i / THREADS % kinds.length].once(database, rows);
          }
        });
  }

  private static UUID create(Database database) {
    return database.inTransaction(s -> ItemOperations.createItem(s, "Lamp", "kept")).getId();
  }

  /** Numbers in the order of {@link Held}. */
  private static String look(Database database) throws SQLException {
    List<Connection> all = new ArrayList<>();
    try {
      long statements = 0;
      long memory = 0;
      for (int i = 0; i < THREADS; i++) { // all but the holder's
        Connection connection = database.dataSource().getConnection();
        all.add(connection);
        statements += value(connection, "SELECT count(*) FROM pg_prepared_statements");
        if (connection.getMetaData().getDatabaseMajorVersion() >= 14) {
          memory += value(connection, "SELECT sum(used_bytes) FROM pg_backend_memory_contexts");
        }
      }
      String ours =
          " WHERE application_name = '"
              + APPLICATION
              + "' AND pid <> pg_backend_pid()"
              + " AND datname = current_database()";
      Connection any = all.get(0);
      return heap()
          + " "
          + memory
          + " "
          + statements
          + " "
          + value(any, "SELECT count(*) FROM pg_stat_activity" + ours)
          + " "
          + value(any, "SELECT count(*) FROM pg_stat_activity" + ours + " AND state <> 'idle'")
          + " "
          + value(any, "SELECT count(*) FROM pg_locks JOIN pg_stat_activity USING (pid)" + ours)
          + " "
          + value(any, "SELECT count(*) FROM lintel.items WHERE status = 'undone'");
    } finally {
      for (Connection connection : all) {
        connection.close();
      }
    }
  }

  private static long heap() {
    System.gc();
    System.gc(); // what the first one enqueued is free now
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  private static long value(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  /** What is held at one moment. */
  record Held(
      long heap,
      long serverMemory,
      long preparedStatements,
      long sessions,
      long sessionsInTransaction,
      long locks,
      long rows) {

    static Held parse(String line) {
      long[] n = Arrays.stream(line.split(" ")).mapToLong(Long::parseLong).toArray();
      return new Held(n[0], n[1], n[2], n[3], n[4], n[5], n[6]);
    }
  }
}
