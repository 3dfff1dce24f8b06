package dev.lintel.tools.review.examination;

import dev.lintel.tools.mappers.Branch;
import dev.lintel.tools.mappers.MappedStatement;
import dev.lintel.tools.mappers.Parameter;
import dev.lintel.tools.review.catalog.Catalog;
import dev.lintel.tools.review.examination.Examined.OfBranch;
import dev.lintel.tools.review.plan.Planner;
import dev.lintel.tools.review.query.Analyzer;
import dev.lintel.tools.review.query.Part;
import dev.lintel.tools.review.query.Query.Command;
import dev.lintel.tools.review.result.BranchReview;
import dev.lintel.tools.schema.ServerMessage;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Takes statements to the server, branch by branch. */
public final class Examiner {

  private static final String CONNECTION_LOST = "08...|57P..";

  private final Analyzer analyzer;
  private final Planner planner;
  private final SampleArguments arguments;
  private final ForeignKeyChecks foreignKeys;

  public Examiner(Analyzer analyzer, Planner planner, Catalog catalog) {
    this.analyzer = analyzer;
    this.planner = planner;
    this.arguments = new SampleArguments(catalog);
    this.foreignKeys = new ForeignKeyChecks(catalog, planner);
  }

  /**
   * @throws SQLException if the connection is lost
   */
  public Examined examine(MappedStatement statement) throws SQLException {
    List<OfBranch> branches = new ArrayList<>();
    for (Branch branch : statement.branches()) {
      branches.addAll(examine(branch));
    }
    return new Examined(statement, branches);
  }

  private List<OfBranch> examine(Branch branch) throws SQLException {
    List<Part> parts;
    try {
      parts = analyzer.analyse(branch);
    } catch (SQLException e) {
      return List.of(failed(branch, branch.label(), branch.sql(), e));
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
      return new OfBranch(branch, part, review, true, findsNothing(part));
    } catch (SQLException e) {
      return failed(branch, label, part.sql(), e);
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
    return new OfBranch(branch, part, review, true, false);
  }

  private static OfBranch failed(Branch branch, String label, String sql, SQLException e)
      throws SQLException {
    if (String.valueOf(e.getSQLState()).matches(CONNECTION_LOST)) {
      throw e;
    }
    BranchReview review =
        new BranchReview(
            label,
            sql,
            branch.parameters().stream().map(Parameter::name).toList(),
            ServerMessage.of(e),
            null,
            null,
            null,
            List.of(),
            null);
    return new OfBranch(branch, null, review, isOfServer(e), false);
  }

  /** The driver's own complaints have no message of a server. */
  private static boolean isOfServer(SQLException e) {
    return e instanceof org.postgresql.util.PSQLException server
        && server.getServerErrorMessage() != null;
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
