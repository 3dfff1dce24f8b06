package dev.lintel.tools.review.rules;

import dev.lintel.tools.review.catalog.Catalog;
import dev.lintel.tools.review.query.Node;
import dev.lintel.tools.review.query.Query;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Constants of a parse tree, which prints their bytes. */
final class Constants {

  /** text, varchar, bpchar, by their oids, which never change. */
  private static final Set<Long> TEXTS = Set.of(25L, 1043L, 1042L);

  private static final long BOOLEAN = 16;

  /** int8, int2, int4, text, varchar, boolean, date, timestamps, uuid. */
  private static final Set<Long> EXACT =
      Set.of(20L, 21L, 23L, 25L, 1043L, BOOLEAN, 1082L, 1114L, 1184L, 2950L);

  /** Before the bytes of a text stand four that tell its length. */
  private static final int HEADER = 4;

  private Constants() {}

  /** Empty if it is no text that is written there. */
  static Optional<String> text(Node expression) {
    Node value = Query.stripped(expression);
    if (!value.is("CONST")
        || !TEXTS.contains(value.number("consttype"))
        || !(value.fields().get("constvalue") instanceof List<?> stored)
        || stored.size() < 2
        || !(stored.get(1) instanceof List<?> numbers)
        || numbers.size() < HEADER) {
      return Optional.empty();
    }
    byte[] bytes = new byte[numbers.size() - HEADER];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Integer.parseInt((String) numbers.get(i + HEADER));
    }
    return Optional.of(new String(bytes, StandardCharsets.UTF_8));
  }

  /** Whether a condition of constants alone holds; empty if that is not known. */
  static Optional<Boolean> truth(Node condition, Catalog catalog) {
    if (condition.is("CONST") && condition.number("consttype") == BOOLEAN) {
      return Optional.of(!condition.flag("constisnull") && !isZero(condition));
    }
    List<Node> arguments = condition.nodes("args");
    if (condition.is("BOOLEXPR") && "not".equals(condition.text("boolop"))) {
      return truth(arguments.get(0), catalog).map(truth -> !truth);
    }
    if (!condition.is("OPEXPR") || arguments.size() != 2) {
      return Optional.empty();
    }
    Optional<Object> left = value(arguments.get(0));
    Optional<Object> right = value(arguments.get(1));
    if (left.isEmpty() || right.isEmpty()) {
      return Optional.empty();
    }
    return switch (catalog.operator(condition.number("opno"))) {
      case "=" -> Optional.of(left.equals(right));
      case "<>" -> Optional.of(!left.equals(right));
      default -> Optional.empty();
    };
  }

  /**
   * A value that equals another one exactly if it means the same; empty if it is NULL, no constant,
   * or of a type that writes one value in several ways.
   */
  static Optional<Object> value(Node expression) {
    Node value = Query.stripped(expression);
    if (!value.is("CONST")
        || value.flag("constisnull")
        || !EXACT.contains(value.number("consttype"))
        || value.fields().get("constvalue") == null) {
      return Optional.empty();
    }
    boolean text = TEXTS.contains(value.number("consttype"));
    return Optional.of(
        List.of(text ? 0L : value.number("consttype"), value.fields().get("constvalue")));
  }

  static boolean isNull(Node expression) {
    Node value = Query.stripped(expression);
    return value.is("CONST") && value.flag("constisnull");
  }

  static boolean isZero(Node expression) {
    Node value = expression;
    while (value.is("FUNCEXPR") && value.nodes("args").size() == 1) {
      value = value.nodes("args").get(0);
    }
    return value.is("CONST")
        && value.fields().get("constvalue") instanceof List<?> stored
        && stored.size() == 2
        && stored.get(1) instanceof List<?> bytes
        && bytes.stream().allMatch("0"::equals);
  }
}
