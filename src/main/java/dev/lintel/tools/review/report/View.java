package dev.lintel.tools.review.report;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import dev.lintel.tools.review.plan.PlanNode;
import dev.lintel.tools.review.result.Approval;
import dev.lintel.tools.review.result.ReviewFinding;
import dev.lintel.tools.review.result.ReviewResult;
import dev.lintel.tools.review.result.StatementReview;
import dev.lintel.tools.review.result.TableReview;
import dev.lintel.tools.review.result.TableReview.IndexReview;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A result as the reports look things up in it. */
final class View {

  private final ReviewResult result;
  private final LocalDate today;
  private final Set<String> statements;
  private final Map<String, List<ReviewFinding>> findings;
  private final Map<String, Approval> approvals;
  private final Map<String, TableReview> tables;
  private final Map<String, Set<String>> checks = new HashMap<>();

  /**
   * @param today the day from which ages are counted
   */
  View(ReviewResult result, LocalDate today) {
    this.result = result;
    this.today = today;
    this.statements =
        result.statements().stream().map(StatementReview::name).collect(Collectors.toSet());
    this.findings = result.findings().stream().collect(groupingBy(ReviewFinding::subject));
    this.approvals =
        result.approvals().stream().collect(toMap(Approval::subject, a -> a, (a, b) -> a));
    this.tables = result.tables().stream().collect(toMap(TableReview::name, t -> t, (a, b) -> a));
    result.statements().forEach(this::readChecks);
  }

  ReviewResult result() {
    return result;
  }

  LocalDate today() {
    return today;
  }

  boolean isStatement(String name) {
    return statements.contains(name);
  }

  boolean isTable(String name) {
    return tables.containsKey(name);
  }

  List<ReviewFinding> findings(String subject) {
    return findings.getOrDefault(subject, List.of());
  }

  List<ReviewFinding> open() {
    return result.findings().stream().filter(ReviewFinding::isOpen).toList();
  }

  List<ReviewFinding> accepted() {
    return result.findings().stream().filter(f -> f.acceptance() != null).toList();
  }

  List<Approval> approvals(Approval.State state) {
    return result.approvals().stream().filter(a -> a.state() == state).toList();
  }

  /** Null if none is kept of it. */
  Approval approval(String subject) {
    return approvals.get(subject);
  }

  /** The table that a step reads or writes; null if none, or none that was looked at. */
  TableReview table(PlanNode node) {
    return node.table() == null ? null : tables.get(tableName(node));
  }

  /** With its schema; null if the step has no table. */
  static String tableName(PlanNode node) {
    if (node.table() == null) {
      return null;
    }
    return node.schema() == null ? node.table() : node.schema() + "." + node.table();
  }

  /** The statements that set off a foreign-key check which reads the index, by name. */
  Set<String> checkedBy(TableReview table, IndexReview index) {
    return checks.getOrDefault(key(table.name(), index.name()), Set.of());
  }

  /** Whether nothing reads it and nothing else needs it. */
  boolean isUnused(TableReview table, IndexReview index) {
    return index.statements().isEmpty() && !index.unique() && checkedBy(table, index).isEmpty();
  }

  long branches() {
    return result.statements().stream().mapToLong(s -> s.branches().size()).sum();
  }

  private void readChecks(StatementReview statement) {
    statement.branches().stream()
        .flatMap(branch -> branch.foreignKeys().stream())
        .map(check -> check.plan())
        .filter(Objects::nonNull)
        .flatMap(PlanNode::all)
        .filter(node -> node.index() != null && node.table() != null)
        .forEach(
            node ->
                checks
                    .computeIfAbsent(key(tableName(node), node.index()), k -> new TreeSet<>())
                    .add(statement.name()));
  }

  private static String key(String table, String index) {
    return table + " " + index;
  }
}
