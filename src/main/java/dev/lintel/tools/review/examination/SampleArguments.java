package dev.lintel.tools.review.examination;

import dev.lintel.tools.mappers.Branch;
import dev.lintel.tools.review.catalog.Catalog;
import dev.lintel.tools.review.catalog.Column;
import dev.lintel.tools.review.query.ParameterUse;
import dev.lintel.tools.review.query.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Values to plan a statement for: those of the columns that its parameters are compared with, by
 * the statistics.
 */
final class SampleArguments {

  private static final String LIMIT = "20";
  private static final String OFFSET = "0";

  private final Catalog catalog;

  SampleArguments(Catalog catalog) {
    this.catalog = catalog;
  }

  /** The most frequent values; a column without any gives the same as {@link #rare}. */
  List<String> hot(Branch branch, Part part) {
    return values(branch, part, column -> column.hot() == null ? column.rare() : column.hot());
  }

  /** Values that few rows have. */
  List<String> rare(Branch branch, Part part) {
    return values(branch, part, column -> column.rare() == null ? column.hot() : column.rare());
  }

  private List<String> values(Branch branch, Part part, Function<Column, String> choice) {
    if (part.query() == null) {
      return null;
    }
    ParameterUse use = ParameterUse.of(part.query());
    List<String> values = new ArrayList<>();
    for (int i = 0; i < part.types().size(); i++) {
      Object sample = branch.parameters().get(part.positions().get(i)).sample();
      values.add(value(use, i + 1, part.types().get(i), sample, choice));
    }
    return values;
  }

  private String value(
      ParameterUse use, int number, String type, Object sample, Function<Column, String> choice) {
    if (use.limits().contains(number)) {
      return LIMIT;
    }
    if (use.offsets().contains(number)) {
      return OFFSET;
    }
    String value = null;
    if (use.columns().containsKey(number)) {
      dev.lintel.tools.review.query.Column column = use.columns().get(number);
      value = catalog.column(column.table(), column.number()).map(choice).orElse(null);
    }
    if (value == null) {
      value = ofType(type);
    } else if (sample instanceof String pattern && pattern.contains("%")) {
      value = pattern.replaceAll("[^%]+", value.replace("\\", "\\\\").replace("$", "\\$"));
    }
    return value != null && type.startsWith("_") ? array(value) : value;
  }

  private static String array(String element) {
    return element.startsWith("{") && element.endsWith("}")
        ? element
        : "{\"" + element.replace("\\", "\\\\").replace("\"", "\\\"") + "\"}";
  }

  /** Any value; null for a type that is not known here. */
  private static String ofType(String type) {
    return switch (type) {
      case "int2", "int4", "int8", "numeric", "float4", "float8" -> "1";
      case "bool" -> "true";
      case "text", "varchar", "bpchar" -> "x";
      case "uuid" -> "00000000-0000-0000-0000-000000000001";
      case "date", "timestamp", "timestamptz" -> "2026-01-01";
      case "json", "jsonb" -> "{}";
      default -> type.startsWith("_") ? ofType(type.substring(1)) : null;
    };
  }
}
