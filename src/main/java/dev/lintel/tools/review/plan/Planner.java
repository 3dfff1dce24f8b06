package dev.lintel.tools.review.plan;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Asks the server for plans, under settings that are the same in every run. */
public final class Planner {

  private static final String NAME = "lintel_review";

  private final Connection connection;

  /**
   * @param connection in auto-commit, or in a transaction that the caller ends
   */
  public Planner(Connection connection) throws SQLException {
    this.connection = connection;
    for (Map.Entry<String, String> setting : settings().entrySet()) {
      execute("SET " + setting.getKey() + " = '" + setting.getValue() + "'");
    }
  }

  /** What is pinned: all that PostgreSQL's planner depends on, but the rows. */
  public static Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("TimeZone", "UTC");
    settings.put("DateStyle", "ISO, YMD");
    settings.put("jit", "off");
    settings.put("max_parallel_workers_per_gather", "0");
    settings.put("geqo", "off");
    settings.put("work_mem", "4MB");
    settings.put("hash_mem_multiplier", "2");
    settings.put("effective_cache_size", "4GB");
    settings.put("seq_page_cost", "1");
    settings.put("random_page_cost", "4");
    settings.put("cpu_tuple_cost", "0.01");
    settings.put("cpu_index_tuple_cost", "0.005");
    settings.put("cpu_operator_cost", "0.0025");
    settings.put("from_collapse_limit", "8");
    settings.put("join_collapse_limit", "8");
    settings.put("constraint_exclusion", "partition");
    return settings;
  }

  /**
   * The plans of one statement.
   *
   * @param generic for any values
   * @param hot for the most frequent ones; null if there are none, or the server refuses them
   * @param rare the same for values that few rows have
   * @param queryId null if the server gives none
   */
  public record Plans(PlanNode generic, PlanNode hot, PlanNode rare, Long queryId) {}

  /**
   * @param types of the parameters
   * @param hot values for them as text; null, or an element null, for no such plan
   * @param rare the same
   * @throws SQLException if it does not prepare
   */
  public Plans plan(String sql, List<String> types, List<String> hot, List<String> rare)
      throws SQLException {
    execute("PREPARE " + NAME + list(types) + " AS " + sql);
    try {
      execute("SET plan_cache_mode = force_generic_plan");
      PlanReader.Explained generic = anyValues(types, rare);
      if (types.isEmpty()) {
        return new Plans(generic.root(), generic.root(), generic.root(), generic.queryId());
      }
      execute("SET plan_cache_mode = force_custom_plan");
      PlanNode hotPlan = custom(hot);
      PlanNode rarePlan = rare != null && rare.equals(hot) ? hotPlan : custom(rare);
      return new Plans(generic.root(), hotPlan, rarePlan, generic.queryId());
    } finally {
      execute("DEALLOCATE " + NAME);
    }
  }

  /** The generic plan alone. */
  public PlanNode generic(String sql, List<String> types) throws SQLException {
    return plan(sql, types, null, null).generic();
  }

  /**
   * Whether the server can prove that some part of a statement finds no row, by its conditions and
   * the CHECK constraints of its tables. In production it does not look for that: it takes time.
   *
   * @param types of the parameters
   * @throws SQLException if it does not prepare
   */
  public boolean findsNothing(String sql, List<String> types) throws SQLException {
    execute("SET constraint_exclusion = on");
    try {
      return generic(sql, types).all().anyMatch(PlanNode::isNever);
    } finally {
      execute("SET constraint_exclusion = " + settings().get("constraint_exclusion"));
    }
  }

  /**
   * The values make no difference to the plan, but to the partitions that are left out of it when
   * it runs: NULL is in none.
   */
  private PlanReader.Explained anyValues(List<String> types, List<String> values)
      throws SQLException {
    if (values != null && values.stream().allMatch(Objects::nonNull)) {
      try {
        return explain(values.stream().map(Planner::literal).toList());
      } catch (SQLException e) {
        if (!isRefused(e)) {
          throw e;
        }
      }
    }
    return withoutValues(types.stream().map(type -> "NULL").toList());
  }

  static boolean isRefused(SQLException e) {
    return e.getSQLState() != null && e.getSQLState().startsWith("22");
  }

  /** A value that the server refuses gives no plan; nor does NULL, for which nothing is read. */
  private PlanNode custom(List<String> values) throws SQLException {
    if (values == null || values.stream().anyMatch(Objects::isNull)) {
      return null;
    }
    try {
      return explain(values.stream().map(Planner::literal).toList()).root();
    } catch (SQLException e) {
      if (isRefused(e)) {
        return null;
      }
      throw e;
    }
  }

  static String literal(String value) {
    return value == null ? "NULL" : "E'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }

  /**
   * For no value at all a generic plan has no partition left; then it is made without leaving any
   * out, since those that are left are planned alike.
   */
  private PlanReader.Explained withoutValues(List<String> nulls) throws SQLException {
    PlanReader.Explained generic = explain(nulls);
    if (!generic.pruned()) {
      return generic;
    }
    execute("SET enable_partition_pruning = off");
    execute("DISCARD PLANS"); // the one that is there already would be taken
    try {
      return explain(nulls);
    } finally {
      execute("RESET enable_partition_pruning");
    }
  }

  private PlanReader.Explained explain(List<String> arguments) throws SQLException {
    String sql = "EXPLAIN (FORMAT JSON, VERBOSE) EXECUTE " + NAME + list(arguments);
    try (Statement statement = statement(connection);
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return PlanReader.read(rows.getString(1));
    }
  }

  private static String list(List<String> elements) {
    return elements.isEmpty() ? "" : elements.stream().collect(Collectors.joining(", ", " (", ")"));
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = statement(connection)) {
      statement.execute(sql);
    }
  }

  /** Without the driver's own syntax: braces are the server's. */
  static Statement statement(Connection connection) throws SQLException {
    Statement statement = connection.createStatement();
    statement.setEscapeProcessing(false);
    return statement;
  }
}
