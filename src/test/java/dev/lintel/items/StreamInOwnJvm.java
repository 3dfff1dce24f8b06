package dev.lintel.items;

import dev.lintel.session.Database;
import dev.lintel.testing.StoredItems;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.ibatis.session.SqlSession;
import org.postgresql.ds.PGSimpleDataSource;

/** Streams rows and prints how much of the heap lives at some of them: no other test is in it. */
final class StreamInOwnJvm {

  /** What each line begins with that tells the bytes of the heap in use. */
  static final String LIVE = "live: ";

  private StreamInOwnJvm() {}

  public static void main(String[] arguments) {
    List<Integer> looks =
        Stream.of(arguments).skip(1).map(Integer::valueOf).collect(Collectors.toList());
    PGSimpleDataSource dataSource = new PGSimpleDataSource();
    dataSource.setUrl(arguments[0]);
    try (Database database = Database.over(dataSource);
        SqlSession session = database.openSession()) {
      StoredItems.insert(session, "stream", looks.get(looks.size() - 1), 1);
      AtomicInteger seen = new AtomicInteger();
      ItemOperations.forEachItemByStatus(
          session,
          "stream",
          item -> {
            if (looks.contains(seen.incrementAndGet())) {
              System.gc();
              Runtime runtime = Runtime.getRuntime();
              System.out.println(LIVE + (runtime.totalMemory() - runtime.freeMemory()));
            }
          });
    }
  }
}
