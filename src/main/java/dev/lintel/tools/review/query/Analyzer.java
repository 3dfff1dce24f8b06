package dev.lintel.tools.review.query;

import dev.lintel.migrations.SqlScript;
import dev.lintel.migrations.SqlStatement;
import dev.lintel.tools.mappers.Branch;
import java.sql.Connection;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.postgresql.util.PSQLWarning;

/**
 * Lets the server parse a branch with the types that the driver sends, and asks it for the types
 * and for its parse tree. One round trip; nothing is executed.
 */
public final class Analyzer {

  private static final String UNDETERMINED = "42P18";
  private static final Pattern PARAMETER = Pattern.compile("\\$(\\d+)");

  private final Connection connection;

  /**
   * @param connection in auto-commit; its messages are this analyzer's from now on
   */
  public Analyzer(Connection connection) throws SQLException {
    this.connection = connection;
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "SET debug_print_parse = on; SET debug_pretty_print = off; SET client_min_messages = log");
    }
  }

  /**
   * @throws SQLException what the driver or the server has against it
   */
  public List<Part> analyse(Branch branch) throws SQLException {
    return analyse(branch, new HashSet<>());
  }

  /**
   * @param texts parameters whose type nothing tells: a text, as a driver sends a String
   */
  private List<Part> analyse(Branch branch, Set<Integer> texts) throws SQLException {
    String sql = connection.nativeSQL(branch.sql());
    try (PreparedStatement statement = connection.prepareStatement(branch.sql())) {
      branch.bind(statement);
      for (int index : texts) {
        statement.setString(index, "x");
      }
      List<String> types = types(statement.getParameterMetaData());
      return parts(sql, types, trees(statement));
    } catch (SQLException e) {
      Matcher parameter = PARAMETER.matcher(String.valueOf(e.getMessage()));
      if (UNDETERMINED.equals(e.getSQLState())
          && parameter.find()
          && texts.add(Integer.valueOf(parameter.group(1)))) {
        return analyse(branch, texts);
      }
      throw e;
    }
  }

  private static List<String> types(ParameterMetaData parameters) throws SQLException {
    List<String> types = new ArrayList<>();
    for (int i = 1; i <= parameters.getParameterCount(); i++) {
      types.add(parameters.getParameterTypeName(i));
    }
    return types;
  }

  private static List<Query> trees(PreparedStatement statement) throws SQLException {
    List<Query> trees = new ArrayList<>();
    for (SQLWarning warning = statement.getWarnings();
        warning != null;
        warning = warning.getNextWarning()) {
      if (warning instanceof PSQLWarning message && "parse tree:".equals(message.getMessage())) {
        trees.add(Query.parse(message.getServerErrorMessage().getDetail()));
      }
    }
    return trees;
  }

  private static List<Part> parts(String sql, List<String> types, List<Query> trees) {
    List<String> texts = split(sql);
    List<Part> parts = new ArrayList<>();
    int before = 0;
    for (int i = 0; i < texts.size(); i++) {
      int count = texts.size() == 1 ? types.size() : parameters(texts.get(i));
      List<Integer> positions = IntStream.range(before, before + count).boxed().toList();
      parts.add(
          new Part(
              texts.get(i),
              types.subList(before, before + count),
              positions,
              i < trees.size() ? trees.get(i) : null));
      before += count;
    }
    return parts;
  }

  /** Each statement with the space before it, as the driver sends it: places count from there. */
  private static List<String> split(String sql) {
    List<SqlStatement> statements = SqlScript.parse(sql).getStatements();
    if (statements.size() <= 1) {
      return List.of(sql);
    }
    List<String> texts = new ArrayList<>();
    int start = 0;
    for (SqlStatement statement : statements) {
      int end = sql.indexOf(statement.getText(), start) + statement.getText().length();
      texts.add(sql.substring(start, end));
      start = sql.indexOf(';', end) + 1;
    }
    return texts;
  }

  /** The driver numbers the parameters of each statement from 1. */
  private static int parameters(String sql) {
    return (int) PARAMETER.matcher(sql).results().map(MatchResult::group).distinct().count();
  }
}
