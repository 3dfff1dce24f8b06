package dev.lintel.testing;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.ibatis.mapping.BoundSql;
import org.apache.ibatis.mapping.ParameterMapping;
import org.apache.ibatis.session.SqlSession;

/**
 * The plan of a mapper's statement: its text as MyBatis sends it, prepared with the types that the
 * driver sends.
 */
public final class StatementPlan {

  /** How the server plans a prepared statement: for any values, or for those at hand. */
  public enum Mode {
    GENERIC("force_generic_plan"),
    CUSTOM("force_custom_plan");

    private final String setting;

    Mode(String setting) {
      this.setting = setting;
    }
  }

  private static final Map<String, String> TYPES =
      Map.of(
          "UuidTypeHandler", "uuid",
          "InstantTypeHandler", "timestamptz",
          "TextArrayTypeHandler", "text[]",
          "JsonObjectTypeHandler", "jsonb",
          "JsonArrayTypeHandler", "jsonb");
  private static final Pattern INDEX =
      Pattern.compile("(?:Scan(?: Backward)? using|Bitmap Index Scan on) (\\w+)");

  private final String text;

  private StatementPlan(String text) {
    this.text = text;
  }

  /**
   * Plans without running.
   *
   * @param id the mapper's interface and method
   * @param values SQL literals by parameter name
   */
  public static StatementPlan of(
      SqlSession session, String id, Mode mode, Map<String, String> values) {
    return of(session, id, mode, values, "");
  }

  private static StatementPlan of(
      SqlSession session, String id, Mode mode, Map<String, String> values, String options) {
    BoundSql bound =
        session.getConfiguration().getMappedStatement(id).getBoundSql(Map.copyOf(values));
    List<String> types = new ArrayList<>();
    List<String> arguments = new ArrayList<>();
    for (ParameterMapping parameter : bound.getParameterMappings()) {
      String value = values.get(parameter.getProperty());
      if (value == null) {
        throw new IllegalArgumentException(id + " needs a value for " + parameter.getProperty());
      }
      types.add(type(parameter, value));
      arguments.add(value);
    }
    try (Statement statement = session.getConnection().createStatement()) {
      statement.execute("SET LOCAL plan_cache_mode = " + mode.setting);
      statement.execute("PREPARE planned" + list(types) + " AS " + numbered(bound.getSql()));
      StatementPlan plan = new StatementPlan(explain(statement, arguments, options));
      statement.execute("DEALLOCATE planned");
      return plan;
    } catch (SQLException e) {
      throw new IllegalStateException(id, e);
    }
  }

  /** Runs it, and tells how many blocks of tables and indexes it read, cached or not. */
  public static int blocksRead(
      SqlSession session, String id, Mode mode, Map<String, String> values) {
    StatementPlan ran = of(session, id, mode, values, "ANALYZE, BUFFERS, TIMING OFF, ");
    Matcher buffers =
        Pattern.compile("Buffers: shared(?: hit=(\\d+))?(?: read=(\\d+))?").matcher(ran.text);
    if (!buffers.find()) {
      throw new AssertionError(ran.text);
    }
    return number(buffers.group(1)) + number(buffers.group(2));
  }

  private static int number(String digits) {
    return digits == null ? 0 : Integer.parseInt(digits);
  }

  /** A statement of a test's own, for comparison. */
  public static StatementPlan ofSql(Connection connection, String sql) {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("EXPLAIN (COSTS OFF) " + sql)) {
      return new StatementPlan(lines(rows));
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  private static String type(ParameterMapping parameter, String value) {
    String known = TYPES.get(parameter.getTypeHandler().getClass().getSimpleName());
    if (known != null) {
      return known;
    }
    return value.startsWith("'") ? "varchar" : "int4";
  }

  private static String list(List<String> elements) {
    return elements.isEmpty() ? "" : elements.stream().collect(Collectors.joining(", ", "(", ")"));
  }

  private static String numbered(String sql) {
    Matcher marks = Pattern.compile("\\?").matcher(sql);
    StringBuilder numbered = new StringBuilder();
    for (int n = 1; marks.find(); n++) {
      marks.appendReplacement(numbered, "\\$" + n);
    }
    return marks.appendTail(numbered).toString();
  }

  private static String explain(Statement statement, List<String> arguments, String options)
      throws SQLException {
    String sql = "EXPLAIN (" + options + "COSTS OFF) EXECUTE planned" + list(arguments);
    try (ResultSet rows = statement.executeQuery(sql)) {
      return lines(rows);
    }
  }

  private static String lines(ResultSet rows) throws SQLException {
    StringBuilder lines = new StringBuilder();
    while (rows.next()) {
      lines.append(rows.getString(1)).append('\n');
    }
    return lines.toString();
  }

  /** The names of all indexes that are read. */
  public Set<String> indexes() {
    Set<String> indexes = new TreeSet<>();
    Matcher index = INDEX.matcher(text);
    while (index.find()) {
      indexes.add(index.group(1));
    }
    return indexes;
  }

  public boolean has(String node) {
    return text.contains(node);
  }

  @Override
  public String toString() {
    return text;
  }
}
