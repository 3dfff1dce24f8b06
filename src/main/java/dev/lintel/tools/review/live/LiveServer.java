package dev.lintel.tools.review.live;

import dev.lintel.mapping.ServerErrors;
import dev.lintel.session.Database;
import dev.lintel.tools.jdbc.Query;
import dev.lintel.tools.review.result.LiveStatistics;
import dev.lintel.tools.review.result.LiveStatistics.LiveStatement;
import dev.lintel.tools.review.result.StatementReview;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Joins {@code pg_stat_statements} of a live server with reviewed statements. */
public final class LiveServer {

  private static final Comparator<LiveStatement> MOST_TIME =
      Comparator.comparingDouble(LiveStatement::totalMillis)
          .reversed()
          .thenComparing(LiveStatement::queryId);

  private LiveServer() {}

  /**
   * Reads it in one transaction that cannot write.
   *
   * @param url as {@code DATABASE_URL}; counters of other databases on the server do not count
   * @throws dev.lintel.ConfigurationException if the server does not keep or show its counters; the
   *     message says what to do
   * @throws dev.lintel.DatabaseException if the server cannot be reached
   */
  public static LiveStatistics read(String url, List<StatementReview> statements) {
    try (Database database =
            Database.builder()
                .url(url)
                .applicationName("lintel review")
                .maximumPoolSize(1)
                .build();
        Connection connection = database.dataSource().getConnection()) {
      connection.setAutoCommit(false);
      try {
        return read(connection, url, Owners.of(statements));
      } finally {
        connection.rollback();
      }
    } catch (SQLException e) {
      throw ServerErrors.translate(e);
    }
  }

  private static LiveStatistics read(Connection connection, String url, Owners owners)
      throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET TRANSACTION READ ONLY");
    }
    String server =
        host(url) + "/" + Query.value(connection, Counters.SELECT + "current_database()");
    Counters counters = Counters.of(connection, server);
    Map<List<String>, List<Counter>> known = new LinkedHashMap<>();
    Map<String, List<Counter>> unknown = new LinkedHashMap<>();
    for (Counter counter : counters.read()) {
      List<String> names = owners.of(counter.text());
      if (!names.isEmpty()) {
        known.computeIfAbsent(names, key -> new ArrayList<>()).add(counter);
      } else if (isOfAnApplication(counter.text())) {
        unknown.computeIfAbsent(counter.queryId(), key -> new ArrayList<>()).add(counter);
      }
    }
    Set<String> silent = new TreeSet<>(owners.names());
    known.keySet().forEach(silent::removeAll);
    return new LiveStatistics(
        server,
        counters.since(),
        known.entrySet().stream()
            .map(entry -> sum(entry.getKey(), entry.getValue()))
            .sorted(MOST_TIME)
            .toList(),
        List.copyOf(silent),
        unknown.values().stream().map(rows -> sum(List.of(), rows)).sorted(MOST_TIME).toList());
  }

  private static boolean isOfAnApplication(String text) {
    StatementStart start = StatementStart.of(text);
    return start.isPlanned() && !start.comments().contains(Counters.OWN_TAG);
  }

  /** The text is that of the row that took the most time. */
  private static LiveStatement sum(List<String> names, List<Counter> rows) {
    List<Counter> sorted =
        rows.stream().sorted(Comparator.comparingDouble(Counter::totalMillis).reversed()).toList();
    long calls = rows.stream().mapToLong(Counter::calls).sum();
    double millis = rows.stream().mapToDouble(Counter::totalMillis).sum();
    return new LiveStatement(
        names,
        sorted.stream().map(Counter::queryId).distinct().collect(Collectors.joining(", ")),
        sorted.get(0).text(),
        calls,
        millis,
        calls == 0 ? 0 : millis / calls,
        rows.stream().mapToLong(Counter::rows).sum());
  }

  /** Without user, password and parameters. */
  private static String host(String url) {
    String rest = url.substring(url.indexOf("//") + 2);
    String authority = rest.split("[/?]", 2)[0];
    return authority.substring(authority.lastIndexOf('@') + 1);
  }
}
