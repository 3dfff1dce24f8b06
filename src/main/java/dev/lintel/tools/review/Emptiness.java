package dev.lintel.tools.review;

import dev.lintel.tools.review.catalog.Catalog;
import dev.lintel.tools.review.catalog.Table;
import dev.lintel.tools.review.examination.Examined;
import dev.lintel.tools.review.query.Query;
import dev.lintel.tools.review.query.Query.Command;
import dev.lintel.tools.review.result.ReviewFinding;
import dev.lintel.tools.schema.Finding.Severity;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A review that had nothing to look at has found nothing out. */
final class Emptiness {

  private Emptiness() {}

  static List<ReviewFinding> of(List<Examined> statements, Catalog catalog) {
    if (statements.isEmpty()) {
      return List.of(
          finding("no-statements", null, "there is no statement to review", "name other mappers"));
    }
    return statements.stream()
        .flatMap(statement -> statement.branches().stream())
        .filter(Examined.OfBranch::isPlanned)
        .flatMap(branch -> branch.part().query().all())
        .flatMap(Emptiness::read)
        .distinct()
        .map(catalog::table)
        .flatMap(Optional::stream)
        .filter(table -> table.rows() == 0)
        .map(Table::qualifiedName)
        .sorted()
        .map(
            name ->
                finding(
                    "empty-table",
                    name,
                    name + " has no rows here, so plans on it prove nothing",
                    "give it rows in volume.sql"))
        .toList();
  }

  /** A table that rows are only put into needs none. */
  private static Stream<Long> read(Query query) {
    int written = (int) query.node().number("resultRelation");
    boolean inserts = query.command() == Command.INSERT;
    return IntStream.rangeClosed(1, query.ranges().size())
        .filter(number -> !inserts || number != written)
        .mapToObj(number -> query.ranges().get(number - 1).number("relid"))
        .filter(table -> table > 0);
  }

  private static ReviewFinding finding(String code, String table, String what, String fix) {
    return new ReviewFinding(Severity.ERROR, code, "review", null, table, what, fix, null);
  }
}
