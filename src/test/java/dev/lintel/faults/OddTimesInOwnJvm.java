package dev.lintel.faults;

import dev.lintel.items.Item;
import dev.lintel.items.ItemOperations;
import dev.lintel.session.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.TimeZone;
import org.apache.ibatis.session.SqlSession;
import org.postgresql.PGResultSetMetaData;
import org.postgresql.ds.PGSimpleDataSource;

/** A JVM whose zone is set to each odd one in turn: no other test is in it. */
final class OddTimesInOwnJvm {

  /** What the line begins with that says how many times were kept. */
  static final String KEPT = "times kept: ";

  private OddTimesInOwnJvm() {}

  public static void main(String[] arguments) throws Exception {
    int times = 0;
    for (String zone : OddTimes.ZONES) {
      TimeZone.setDefault(TimeZone.getTimeZone(zone));
      for (int prepareThreshold : new int[] {0, 1}) { // text, binary
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setUrl(arguments[0]);
        dataSource.setPrepareThreshold(prepareThreshold);
        try (Database database = Database.over(dataSource);
            SqlSession session = database.openSession()) {
          requireNow(ItemOperations.createItem(session, "now", "now"), zone);
          OddTimes odd = new OddTimes(session, Integer.parseInt(arguments[1]));
          odd.assertKept(7);
          odd.assertEachKept(3);
          times += odd.count();
          requireFormat(session.getConnection(), prepareThreshold);
        }
      }
    }
    System.out.println(KEPT + times);
  }

  /** A statement that the driver has prepared on the server gets its rows in binary. */
  private static void requireFormat(Connection connection, int expected) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT created_at FROM lintel.items LIMIT 1")) {
      statement.executeQuery().close(); // the first one tells the driver the types
      try (ResultSet rows = statement.executeQuery()) {
        int format = rows.getMetaData().unwrap(PGResultSetMetaData.class).getFormat(1);
        if (format != expected) {
          throw new AssertionError("times came in format " + format + " in place of " + expected);
        }
      }
    }
  }

  private static void requireNow(Item item, String zone) {
    Duration apart = Duration.between(item.getCreatedAt(), Instant.now()).abs();
    if (apart.compareTo(Duration.ofMinutes(5)) > 0) {
      throw new AssertionError(zone + ": created " + item.getCreatedAt());
    }
  }
}
