package dev.lintel.tools.review;

import dev.lintel.mapping.ServerErrors;
import dev.lintel.tools.jdbc.Query;
import dev.lintel.tools.mappers.MapperSet;
import dev.lintel.tools.mappers.Omission;
import dev.lintel.tools.review.catalog.Catalog;
import dev.lintel.tools.review.database.ReviewDatabase;
import dev.lintel.tools.review.examination.Examination;
import dev.lintel.tools.review.examination.Examined;
import dev.lintel.tools.review.examination.Examined.Refusal;
import dev.lintel.tools.review.examination.IndexProofs;
import dev.lintel.tools.review.examination.Proofs;
import dev.lintel.tools.review.result.ReviewFinding;
import dev.lintel.tools.review.result.StatementReview;
import dev.lintel.tools.review.result.TableReview;
import dev.lintel.tools.review.rules.Rule;
import dev.lintel.tools.review.rules.Rules;
import dev.lintel.tools.review.tables.IndexDrops;
import dev.lintel.tools.review.tables.TableChecks;
import dev.lintel.tools.review.tables.TableReviews;
import dev.lintel.tools.review.tables.UnusedIndexes;
import dev.lintel.tools.schema.Finding.Severity;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What a mapper set is on a database: every branch planned, every rule asked. Without approvals.
 *
 * @param server its name and version
 * @param statements by name
 * @param tables by name
 * @param findings of the statements, the tables and the review itself
 * @param omissions what was not looked at
 */
record Analysis(
    String server,
    List<StatementReview> statements,
    List<TableReview> tables,
    List<ReviewFinding> findings,
    List<Omission> omissions) {

  private static final Map<Refusal, String> UNREVIEWED =
      Map.of(
          Refusal.UNTOLD,
          "a branch may run or not, depending on the Java types of its parameters, which nothing"
              + " tells: ",
          Refusal.SESSION,
          "a branch reads a temporary table that another statement makes for the session: ");

  /**
   * @param typesKnown whether the set was read with Java types
   * @param ignored tables that are nobody's business, such as the migrations' history, with schema
   * @throws dev.lintel.DatabaseException if the connection is lost
   */
  static Analysis of(
      MapperSet mappers,
      boolean typesKnown,
      ReviewDatabase database,
      Set<String> ignored,
      Consumer<String> progress) {
    try (Connection reading = database.connect();
        Connection proving = database.isScratch() ? database.connectToTry() : null;
        Connection dropping = database.isScratch() ? database.connectToTry() : null) {
      Catalog catalog = Catalog.read(reading);
      List<Examined> examined =
          Examination.of(mappers.statements(), database::connect, catalog, progress);
      Proofs proofs = proving == null ? Proofs.none() : new IndexProofs(proving, catalog);
      Rule.Context context = new Rule.Context(catalog, typesKnown, proofs);
      List<ReviewFinding> findings = new ArrayList<>();
      for (Examined statement : examined) {
        progress.accept("judging " + statement.statement().name());
        findings.addAll(Rules.check(statement, context));
      }
      progress.accept("looking at the tables");
      IndexDrops drops = dropping == null ? null : new IndexDrops(dropping, catalog);
      List<TableReview> tables = new TableReviews(catalog, drops).of(examined, ignored);
      findings.addAll(TableChecks.run(database.dataSource(), catalog, ignored));
      findings.addAll(UnusedIndexes.in(tables, catalog));
      findings.addAll(Emptiness.of(examined, catalog));
      findings.addAll(unreadable(mappers));
      return new Analysis(
          "PostgreSQL " + Query.value(reading, "SHOW server_version"),
          examined.stream().map(Examined::review).toList(),
          tables,
          findings,
          omissions(mappers, examined));
    } catch (SQLException e) {
      throw ServerErrors.translate(e);
    }
  }

  /** Whatever stands in such a file would be missing without anybody being told. */
  private static List<ReviewFinding> unreadable(MapperSet mappers) {
    return mappers.unreadable().stream()
        .map(
            file ->
                new ReviewFinding(
                    Severity.ERROR,
                    "mapper-unreadable",
                    "review",
                    null,
                    null,
                    file.where() + " " + file.reason(),
                    "mend the file; none of its statements was looked at",
                    null))
        .toList();
  }

  private static List<Omission> omissions(MapperSet mappers, List<Examined> examined) {
    List<Omission> omissions = new ArrayList<>(mappers.omissions());
    for (Examined statement : examined) {
      String where = statement.statement().file() + " " + statement.statement().id();
      if (statement.isUtility()) {
        omissions.add(new Omission(where, "is no query, so it has no plan", false));
      }
      UNREVIEWED.forEach(
          (refusal, reason) ->
              statement.branches().stream()
                  .filter(branch -> branch.refusal() == refusal)
                  .findFirst()
                  .map(branch -> new Omission(where, reason + branch.review().error(), false))
                  .ifPresent(omissions::add));
    }
    return omissions;
  }
}
