package dev.lintel.tools.review;

import dev.lintel.tools.mappers.Branch;
import dev.lintel.tools.mappers.MappedStatement;
import dev.lintel.tools.review.plan.PlanNode;
import dev.lintel.tools.review.result.BranchReview;
import dev.lintel.tools.review.result.ReviewFinding;
import dev.lintel.tools.review.result.StatementReview;
import dev.lintel.tools.review.result.TableReview;
import dev.lintel.tools.review.result.TableReview.IndexReview;
import dev.lintel.tools.schema.Finding.Severity;
import java.util.List;
import java.util.Map;

/** Parts of a review, for tests of what is done with them. */
public final class Samples {

  private Samples() {}

  /** Of the mapper {@code mappers/items.xml}. */
  public static StatementReview statement(String id, BranchReview... branches) {
    return statement("items." + id, "dev.shop.ItemMapper", "mappers/items.xml", id, branches);
  }

  public static StatementReview statement(
      String name, String namespace, String file, String id, BranchReview... branches) {
    List<Branch> rendered =
        List.of(branches).stream()
            .map(branch -> new Branch(branch.label(), branch.sql(), List.of(), Map.of(), false))
            .toList();
    MappedStatement statement =
        new MappedStatement(
            name,
            namespace,
            id,
            file,
            MappedStatement.Kind.SELECT,
            false,
            false,
            null,
            MappedStatement.Returns.MANY,
            "",
            List.of(),
            List.of(),
            rendered,
            branches.length,
            true,
            List.of(),
            List.of());
    return new StatementReview(statement, List.of(branches));
  }

  public static BranchReview branch(String label, String sql, PlanNode generic) {
    return branch(label, sql, generic, null, null, null);
  }

  public static BranchReview branch(
      String label, String sql, PlanNode generic, PlanNode hot, PlanNode rare, Long queryId) {
    return new BranchReview(label, sql, List.of(), null, generic, hot, rare, List.of(), queryId);
  }

  /** A scan of {@code lintel.items}. */
  public static PlanNode indexScan(String type, String index, String condition, double rows) {
    return node(type, null, "items", index, condition, List.of(), rows);
  }

  /** A scan of all of {@code lintel.items}. */
  public static PlanNode seqScan(String filter, double rows) {
    return node("Seq Scan", null, "items", null, null, List.of("Filter: " + filter), rows);
  }

  public static PlanNode limit(PlanNode input, double rows) {
    return new PlanNode(
        "Limit",
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        false,
        null,
        null,
        List.of(),
        List.of(),
        List.of(),
        null,
        rows,
        1,
        List.of(input));
  }

  public static PlanNode node(
      String type,
      String subplan,
      String table,
      String index,
      String condition,
      List<String> conditions,
      double rows,
      PlanNode... children) {
    return new PlanNode(
        type,
        null,
        subplan,
        null,
        table == null ? null : "lintel",
        table,
        table,
        index,
        false,
        null,
        condition,
        conditions,
        List.of(),
        List.of(),
        null,
        rows,
        42.5,
        List.of(children));
  }

  /** {@code lintel.items} with an index for each pair of name and statement. */
  public static TableReview items(IndexReview... indexes) {
    return new TableReview("lintel.items", null, 300_000, 1, List.of(indexes));
  }

  public static IndexReview index(String name, String... statements) {
    String definition = "CREATE INDEX " + name + " ON lintel.items USING btree (status)";
    return new IndexReview(name, definition, 1, false, List.of(statements), List.of());
  }

  public static ReviewFinding finding(Severity severity, String code, String subject) {
    return new ReviewFinding(
        severity, code, subject, "always", "lintel.items", "items is read whole", "index it", null);
  }
}
