package dev.lintel.tools.review.report;

import dev.lintel.tools.mappers.Branch;
import dev.lintel.tools.mappers.MappedStatement;
import dev.lintel.tools.mappers.MappedStatement.Kind;
import dev.lintel.tools.mappers.MappedStatement.Returns;
import dev.lintel.tools.mappers.Parameter;
import dev.lintel.tools.mappers.Substitution;
import dev.lintel.tools.review.plan.PlanNode;
import dev.lintel.tools.review.result.BranchReview;
import dev.lintel.tools.review.result.ForeignKeyPlan;
import dev.lintel.tools.review.result.StatementReview;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A statement and its review, written down as the tests need it. */
final class StatementSketch {

  private final String name;
  private final Kind kind;
  private final List<Branch> branches = new ArrayList<>();
  private final List<BranchReview> reviews = new ArrayList<>();
  private final List<Substitution> substitutions = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private String file;
  private String comment = "";
  private long possible;

  private StatementSketch(String name, Kind kind) {
    this.name = name;
    this.kind = kind;
    this.file = "mappers/" + name.replaceAll("\\..*", "") + ".xml";
  }

  static StatementSketch of(String name, Kind kind) {
    return new StatementSketch(name, kind);
  }

  StatementSketch comment(String comment) {
    this.comment = comment;
    return this;
  }

  StatementSketch file(String file) {
    this.file = file;
    return this;
  }

  StatementSketch possible(long possible) {
    this.possible = possible;
    return this;
  }

  StatementSketch substitutes(String expression, String... declared) {
    substitutions.add(new Substitution(expression, List.of(declared)));
    return this;
  }

  StatementSketch note(String note) {
    notes.add(note);
    return this;
  }

  StatementSketch branch(String label, String sql, List<String> parameters, PlanNode... plans) {
    return branch(label, sql, parameters, null, List.of(), plans);
  }

  /** With one plan for all values, or with those for any, hot and rare values. */
  StatementSketch branch(
      String label,
      String sql,
      List<String> parameters,
      String error,
      List<ForeignKeyPlan> checks,
      PlanNode... plans) {
    branches.add(
        new Branch(
            label,
            sql.replaceAll("\\$\\d+", "?"),
            parameters.stream()
                .map(p -> new Parameter(p.replaceAll(" .*", ""), "java.lang.String", "x", null))
                .toList(),
            label.contains("ids: 3") ? Map.of("ids", 3) : Map.of(),
            !substitutions.isEmpty()));
    reviews.add(
        new BranchReview(
            label,
            sql,
            parameters,
            error,
            plans.length == 0 ? null : plans[0],
            plans.length == 0 ? null : plans[plans.length == 1 ? 0 : 1],
            plans.length == 0 ? null : plans[plans.length == 1 ? 0 : 2],
            checks,
            error == null ? -4_611_686_018_427_387_905L + label.hashCode() : null));
    return this;
  }

  int branches() {
    return branches.size();
  }

  StatementReview review() {
    return new StatementReview(
        new MappedStatement(
            name,
            "dev.lintel." + name.replaceAll("\\.[^.]*$", ""),
            name.replaceAll(".*\\.", ""),
            file,
            kind,
            kind != Kind.SELECT,
            kind != Kind.SELECT,
            null,
            Returns.MANY,
            comment,
            List.of(),
            substitutions,
            branches,
            possible == 0 ? branches.size() : possible,
            possible == 0,
            List.of(),
            notes),
        reviews);
  }
}
