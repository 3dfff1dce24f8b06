package dev.lintel.tools.review.examination;

import dev.lintel.text.Text;
import dev.lintel.tools.mappers.Branch;
import dev.lintel.tools.mappers.MappedStatement;
import dev.lintel.tools.mappers.Parameter;
import dev.lintel.tools.review.catalog.Catalog;
import dev.lintel.tools.review.examination.Examined.OfBranch;
import dev.lintel.tools.review.examination.Examined.Refusal;
import dev.lintel.tools.review.plan.AcceptedValues;
import dev.lintel.tools.review.plan.Planner;
import dev.lintel.tools.review.query.Analyzer;
import dev.lintel.tools.review.query.Part;
import dev.lintel.tools.review.query.Query.Command;
import dev.lintel.tools.review.result.BranchReview;
import dev.lintel.tools.schema.ServerMessage;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.postgresql.util.PSQLException;

/** Takes statements to the server, branch by branch. */
final class Examiner implements AutoCloseable {

  private static final String CONNECTION_LOST = "08...|57P..";
  private static final String NO_PRIVILEGE = "42501";

  private static final String NO_TABLE = "42P01";

  /** Its message names a word, which may stand in many places. */
  private static final String SYNTAX = "42601";

  /** What the server says of operators, functions, casts and columns that types do not fit. */
  private static final Set<String> OF_TYPES =
      Set.of("42804", "42883", "42846", "42725", "42P08", "42P18");

  private final Connection parsing;
  private final Connection planning;
  private final Analyzer analyzer;
  private final Planner planner;
  private final SampleArguments arguments;
  private final ForeignKeyChecks foreignKeys;

  /** Opens two connections: the messages of one are the parse trees. */
  Examiner(Connections connections, Catalog catalog) throws SQLException {
    this.parsing = connections.open();
    this.planning = connections.open();
    this.analyzer = new Analyzer(parsing);
    this.planner = new Planner(planning);
    this.arguments = new SampleArguments(catalog, new AcceptedValues(planning));
    this.foreignKeys = new ForeignKeyChecks(catalog, planner);
  }

  /**
   * @throws SQLException if the connection is lost
   */
  Examined examine(MappedStatement statement) throws SQLException {
    List<OfBranch> branches = new ArrayList<>();
    for (Branch branch : statement.branches()) {
      branches.addAll(examine(branch));
    }
    return new Examined(statement, branches);
  }

  @Override
  public void close() throws SQLException {
    parsing.close();
    planning.close();
  }

  private List<OfBranch> examine(Branch branch) throws SQLException {
    List<Part> parts;
    try {
      parts = analyzer.analyse(branch);
    } catch (SQLException e) {
      return List.of(
          failed(branch, branch.label(), branch.sql(), parsing.nativeSQL(branch.sql()), e));
    } catch (RuntimeException e) {
      String reason = "a sample cannot be bound: " + Text.line(e.getMessage());
      return List.of(unplanned(branch, branch.label(), branch.sql(), reason, Refusal.DRIVER));
    }
    List<OfBranch> examined = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      String label =
          parts.size() == 1
              ? branch.label()
              : branch.label() + " (" + (i + 1) + " of " + parts.size() + ")";
      examined.add(examine(branch, label, parts.get(i)));
    }
    return examined;
  }

  private OfBranch examine(Branch branch, String label, Part part) throws SQLException {
    if (part.query() != null && part.query().command() == Command.OTHER) {
      return withoutPlan(branch, label, part);
    }
    try {
      List<String> hot = arguments.hot(branch, part);
      List<String> rare = arguments.rare(branch, part);
      Planner.Plans plans = planner.plan(part.sql(), part.types(), hot, rare);
      BranchReview review =
          new BranchReview(
              label,
              part.sql().strip(),
              parameters(branch, part),
              null,
              plans.generic(),
              plans.hot(),
              plans.rare(),
              part.query() == null ? List.of() : foreignKeys.of(part.query()),
              plans.queryId());
      return new OfBranch(branch, part, review, null, findsNothing(part));
    } catch (SQLException e) {
      return failed(branch, label, part.sql(), part.sql(), e);
    }
  }

  /** Only constants can exclude one another for any values of the parameters. */
  private boolean findsNothing(Part part) throws SQLException {
    return part.query() != null
        && part.query()
            .all()
            .flatMap(query -> query.conditions().stream())
            .anyMatch(condition -> condition.all().anyMatch(node -> node.is("CONST")))
        && planner.findsNothing(part.sql(), part.types());
  }

  /** SET, LOCK, TRUNCATE and the like: the server parses them, and plans nothing. */
  private static OfBranch withoutPlan(Branch branch, String label, Part part) {
    BranchReview review =
        new BranchReview(
            label, part.sql(), parameters(branch, part), null, null, null, null, List.of(), null);
    return new OfBranch(branch, part, review, null, false);
  }

  /**
   * @param sent the SQL as the server got it
   */
  private static OfBranch failed(
      Branch branch, String label, String sql, String sent, SQLException e) throws SQLException {
    if (String.valueOf(e.getSQLState()).matches(CONNECTION_LOST)) {
      throw e;
    }
    String message = ServerMessage.of(e);
    String error =
        SYNTAX.equals(e.getSQLState())
            ? ServerMessage.around(e, sent).map(words -> message + ": " + words).orElse(message)
            : message;
    return unplanned(branch, label, sql, error, refusal(branch, e));
  }

  private static OfBranch unplanned(
      Branch branch, String label, String sql, String error, Refusal refusal) {
    List<String> names = branch.parameters().stream().map(Parameter::name).toList();
    BranchReview review =
        new BranchReview(label, sql, names, error, null, null, null, List.of(), null);
    return new OfBranch(branch, null, review, refusal, false);
  }

  /** The driver's own complaints have no message of a server. */
  private static Refusal refusal(Branch branch, SQLException e) {
    if (!(e instanceof PSQLException server) || server.getServerErrorMessage() == null) {
      return Refusal.DRIVER;
    }
    if (NO_PRIVILEGE.equals(e.getSQLState())) {
      return Refusal.PRIVILEGE;
    }
    if (NO_TABLE.equals(e.getSQLState())) {
      return Refusal.NO_TABLE;
    }
    return OF_TYPES.contains(String.valueOf(e.getSQLState()))
            && branch.parameters().stream().anyMatch(parameter -> !parameter.isTyped())
        ? Refusal.UNTOLD
        : Refusal.SERVER;
  }

  private static List<String> parameters(Branch branch, Part part) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < part.types().size(); i++) {
      Parameter parameter = branch.parameters().get(part.positions().get(i));
      texts.add(parameter.name() + " " + part.types().get(i));
    }
    return texts;
  }
}
