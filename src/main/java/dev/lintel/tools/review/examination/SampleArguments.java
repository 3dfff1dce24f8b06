package dev.lintel.tools.review.examination;

import dev.lintel.tools.mappers.Branch;
import dev.lintel.tools.review.catalog.Catalog;
import dev.lintel.tools.review.catalog.Column;
import dev.lintel.tools.review.plan.AcceptedValues;
import dev.lintel.tools.review.query.ParameterUse;
import dev.lintel.tools.review.query.Part;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Values to plan a statement for: those of the columns that its parameters are compared with, by
 * the statistics. Where there are none, or the server takes none of them, any value of the type.
 */
final class SampleArguments {

  private static final String LIMIT = "20";
  private static final String OFFSET = "0";

  private final Catalog catalog;
  private final AcceptedValues accepted;

  SampleArguments(Catalog catalog, AcceptedValues accepted) {
    this.catalog = catalog;
    this.accepted = accepted;
  }

  /** A value, as text, and whether it is one of a column of arrays. */
  private record Value(String text, boolean array) {}

  /**
   * The values that most rows have, in any column that equals the parameter; those of {@link #rare}
   * where there is none that is more frequent than others.
   *
   * @return an element null where no value is known; null if the server did not say what the
   *     parameters are for
   */
  List<String> hot(Branch branch, Part part) throws SQLException {
    return values(branch, part, true);
  }

  /** The same with values that few rows have. */
  List<String> rare(Branch branch, Part part) throws SQLException {
    return values(branch, part, false);
  }

  private List<String> values(Branch branch, Part part, boolean hot) throws SQLException {
    if (part.query() == null) {
      return null;
    }
    ParameterUse use =
        ParameterUse.of(part.query(), operator -> catalog.operator(operator).equals("="));
    List<String> values = new ArrayList<>();
    for (int i = 0; i < part.types().size(); i++) {
      Object sample = branch.parameters().get(part.positions().get(i)).sample();
      values.add(value(use, i + 1, part.types().get(i), sample, hot));
    }
    return values;
  }

  private String value(ParameterUse use, int number, String type, Object sample, boolean hot)
      throws SQLException {
    if (use.limits().contains(number)) {
      return LIMIT;
    }
    if (use.offsets().contains(number)) {
      return OFFSET;
    }
    List<Long> types = use.types().getOrDefault(number, List.of());
    List<String> names = types.stream().map(catalog::type).toList();
    boolean array = names.stream().anyMatch(SampleArguments::isArray);
    for (Value candidate : candidates(use, number, types, hot)) {
      String text = candidate.text();
      if (sample instanceof String pattern && pattern.contains("%")) {
        text = pattern.replaceAll("[^%]+", text.replace("\\", "\\\\").replace("$", "\\$"));
      }
      text = array && !candidate.array() ? array(text) : text;
      if (accepted.accepts(text, type, names)) {
        return text;
      }
    }
    return null;
  }

  private Collection<Value> candidates(
      ParameterUse use, int number, List<Long> types, boolean hot) {
    List<Column> own =
        Stream.ofNullable(use.columns().get(number))
            .flatMap(column -> catalog.column(column.table(), column.number()).stream())
            .toList();
    Stream<Value> frequent =
        Stream.concat(equal(use, number), own.stream())
            .filter(column -> column.hot() != null)
            .map(column -> new Value(column.hot(), isArray(column.type())));
    Stream<Value> rare =
        own.stream()
            .filter(column -> column.rare() != null)
            .map(column -> new Value(column.rare(), isArray(column.type())));
    Set<Value> candidates = new LinkedHashSet<>();
    (hot ? Stream.concat(frequent, rare) : Stream.concat(rare, frequent)).forEach(candidates::add);
    for (int i = types.size() - 1; i >= 0; i--) {
      String sample = catalog.sampleOf(types.get(i));
      if (sample != null) {
        candidates.add(new Value(sample, isArray(catalog.type(types.get(i)))));
      }
    }
    return candidates;
  }

  /** The columns that equal a parameter; the one with most rows of one value first. */
  private Stream<Column> equal(ParameterUse use, int number) {
    return use.equals().getOrDefault(number, Set.of()).stream()
        .sorted(Comparator.comparingDouble(this::mostRows).reversed())
        .map(column -> catalog.column(column.table(), column.number()).orElse(null))
        .filter(Objects::nonNull);
  }

  private double mostRows(dev.lintel.tools.review.query.Column column) {
    return catalog
        .table(column.table())
        .map(
            table -> table.rows() * table.column(column.number()).map(Column::hotShare).orElse(0.0))
        .orElse(0.0);
  }

  private static boolean isArray(String type) {
    return type.endsWith("[]");
  }

  private static String array(String element) {
    return "{\"" + element.replace("\\", "\\\\").replace("\"", "\\\"") + "\"}";
  }
}
