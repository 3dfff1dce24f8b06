package dev.lintel.tools.review.report;

import dev.lintel.jsonb.JsonObject;
import dev.lintel.tools.mappers.Branch;
import dev.lintel.tools.mappers.MappedStatement;
import dev.lintel.tools.mappers.Parameter;
import dev.lintel.tools.review.result.Acceptance;
import dev.lintel.tools.review.result.Approval;
import dev.lintel.tools.review.result.BranchReview;
import dev.lintel.tools.review.result.LiveStatistics;
import dev.lintel.tools.review.result.ReviewFinding;
import dev.lintel.tools.review.result.ReviewResult;
import dev.lintel.tools.review.result.StatementReview;
import dev.lintel.tools.review.result.TableReview;
import java.lang.reflect.Array;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/** All of a review for programs, as {@code review.schema.json} describes it. */
final class JsonReport {

  /** Grows by one when a program that reads the old form could not read the new one. */
  static final int VERSION = 1;

  private JsonReport() {}

  static String of(ReviewResult result) {
    Map<String, Object> fields =
        JsonFields.of(
            "version", VERSION,
            "project", result.project(),
            "server", result.server(),
            "passes", result.passes(),
            "settings", result.settings(),
            "statements", each(result.statements(), JsonReport::statement),
            "omissions",
                each(
                    result.omissions(),
                    o ->
                        JsonFields.of(
                            "where", o.where(), "reason", o.reason(), "expected", o.expected())),
            "tables", each(result.tables(), JsonReport::table),
            "findings", each(result.findings(), JsonReport::finding),
            "approvals", each(result.approvals(), JsonReport::approval),
            "migrations", result.migrations(),
            "live", result.live() == null ? null : live(result.live()));
    return JsonObject.of("review", fields).text() + "\n";
  }

  private static Map<String, Object> statement(StatementReview review) {
    MappedStatement statement = review.statement();
    return JsonFields.of(
        "name", statement.name(),
        "namespace", statement.namespace(),
        "id", statement.id(),
        "file", statement.file(),
        "kind", statement.kind(),
        "affectsData", statement.affectsData(),
        "flushesCache", statement.flushesCache(),
        "fetchSize", statement.fetchSize(),
        "returns", statement.returns(),
        "comment", statement.comment(),
        "nestedSelects", statement.nestedSelects(),
        "substitutions",
            each(
                statement.substitutions(),
                s -> JsonFields.of("expression", s.expression(), "declared", s.declared())),
        "possibleBranches", statement.possible(),
        "possibleBranchesAreExact", statement.exact(),
        "deadTests", statement.deadTests(),
        "notes", statement.notes(),
        "branches", each(review.branches(), branch -> branch(review.rendered(branch), branch)));
  }

  private static Map<String, Object> branch(Branch branch, BranchReview review) {
    return JsonFields.of(
        "label", review.label(),
        "sql", review.sql(),
        "parameters", review.parameters(),
        "samples", each(branch.parameters(), JsonReport::sample),
        "collections", branch.collections(),
        "guessed", branch.guessed(),
        "error", review.error(),
        "generic", JsonPlan.of(review.generic()),
        "hot", JsonPlan.of(review.hot()),
        "rare", JsonPlan.of(review.rare()),
        "foreignKeys",
            each(
                review.foreignKeys(),
                f ->
                    JsonFields.of(
                        "constraint", f.constraint(),
                        "table", f.table(),
                        "action", f.action(),
                        "plan", JsonPlan.of(f.plan()))),
        "indexes", review.indexes(),
        // as text: a reader whose numbers are doubles would round it
        "queryId", review.queryId() == null ? null : review.queryId().toString());
  }

  private static Map<String, Object> sample(Parameter parameter) {
    return JsonFields.of(
        "name", parameter.name(),
        "javaType", parameter.javaType(),
        "typed", parameter.isTyped(),
        "sample", sampleText(parameter.sample()));
  }

  private static String sampleText(Object sample) {
    if (sample != null && sample.getClass().isArray()) {
      return IntStream.range(0, Array.getLength(sample))
          .mapToObj(i -> sampleText(Array.get(sample, i)))
          .toList()
          .toString();
    }
    return sample == null ? null : sample.toString();
  }

  private static Map<String, Object> table(TableReview table) {
    return JsonFields.of(
        "name", table.name(),
        "comment", table.comment(),
        "rows", table.rows(),
        "bytes", table.bytes(),
        "indexes",
            each(
                table.indexes(),
                i ->
                    JsonFields.of(
                        "name", i.name(),
                        "definition", i.definition(),
                        "bytes", i.bytes(),
                        "unique", i.unique(),
                        "statements", i.statements(),
                        "dropped", i.dropped())));
  }

  private static Map<String, Object> finding(ReviewFinding finding) {
    return JsonFields.of(
        "severity", finding.severity(),
        "code", finding.code(),
        "subject", finding.subject(),
        "branch", finding.branch(),
        "table", finding.table(),
        "what", finding.what(),
        "fix", finding.fix(),
        "open", finding.isOpen(),
        "acceptance", finding.acceptance() == null ? null : acceptance(finding.acceptance()));
  }

  private static Map<String, Object> acceptance(Acceptance acceptance) {
    return JsonFields.of(
        "code", acceptance.code(),
        "reason", acceptance.reason(),
        "by", acceptance.by(),
        "on", acceptance.on() == null ? null : acceptance.on().toString(),
        "until", acceptance.until() == null ? null : acceptance.until().toString());
  }

  private static Map<String, Object> approval(Approval approval) {
    return JsonFields.of(
        "subject", approval.subject(),
        "file", approval.file(),
        "state", approval.state(),
        "approved", approval.approved(),
        "actual", approval.actual(),
        "difference", approval.difference(),
        "acceptances", each(approval.acceptances(), JsonReport::acceptance));
  }

  private static Map<String, Object> live(LiveStatistics live) {
    return JsonFields.of(
        "server", live.server(),
        "since", live.since(),
        "known", each(live.known(), JsonReport::live),
        "silent", live.silent(),
        "unknown", each(live.unknown(), JsonReport::live));
  }

  private static Map<String, Object> live(LiveStatistics.LiveStatement statement) {
    return JsonFields.of(
        "names", statement.names(),
        "queryId", statement.queryId(),
        "text", statement.text(),
        "calls", statement.calls(),
        "totalMillis", statement.totalMillis(),
        "meanMillis", statement.meanMillis(),
        "rows", statement.rows());
  }

  private static <T> List<Map<String, Object>> each(
      List<T> all, Function<T, Map<String, Object>> of) {
    return all.stream().map(of).toList();
  }
}
