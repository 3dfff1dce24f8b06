package dev.lintel.tools.review.rules;

import dev.lintel.tools.mappers.MappedStatement.Returns;
import dev.lintel.tools.review.examination.Examined;
import dev.lintel.tools.schema.Finding.Severity;
import java.util.List;
import java.util.stream.Collectors;

/** A result map that runs a statement for each row. */
final class NestedSelect extends Rule {

  private static final int MOST_NAMES = 4;

  NestedSelect() {
    super(Severity.WARNING, "nested-select");
  }

  @Override
  void check(Examined statement, Context context, Findings findings) {
    if (isOneRow(statement, context)) {
      return;
    }
    List<String> nested = statement.statement().nestedSelects();
    if (!nested.isEmpty()) {
      findings.add(
          null,
          null,
          "its result map runs "
              + names(nested, statement.statement().namespace())
              + " once for each row (N+1)",
          "join what has one row, and map its columns with a prefix; read a list for all rows at"
              + " once: = ANY (#{ids})");
    }
  }

  /** One row more is no loop. */
  private static boolean isOneRow(Examined statement, Context context) {
    return statement.statement().returns() == Returns.ONE
        || statement.branches().stream()
            .allMatch(
                branch ->
                    branch.isPlanned()
                        && new Bounds(branch.part().query(), context.catalog()).givesOneRow());
  }

  /** Those of the same mapper by their id alone. */
  private static String names(List<String> nested, String namespace) {
    String told =
        nested.stream()
            .limit(MOST_NAMES)
            .map(
                name ->
                    name.startsWith(namespace + ".")
                        ? name.substring(namespace.length() + 1)
                        : name)
            .collect(Collectors.joining(", "));
    int more = nested.size() - MOST_NAMES;
    return more > 0 ? told + " and " + more + " more" : told;
  }
}
