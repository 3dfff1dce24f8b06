package dev.lintel.tools.review.rules;

import dev.lintel.tools.review.catalog.Catalog;
import dev.lintel.tools.review.query.Node;
import dev.lintel.tools.review.query.Query;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
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

  /** A text in quotes that nothing has given a type yet; it ends with a zero. */
  private static final long UNKNOWN = 705;

  /** int2, int4, int8, the lowest byte first. */
  private static final Set<Long> INTEGERS = Set.of(21L, 23L, 20L);

  /** Before the bytes of a text stand four that tell its length. */
  private static final int HEADER = 4;

  private Constants() {}

  /** Empty if it is no text that is written there. */
  static Optional<String> text(Node expression) {
    Node value = Query.stripped(expression);
    boolean typed = TEXTS.contains(value.number("consttype"));
    if (!value.is("CONST") || !typed && value.number("consttype") != UNKNOWN) {
      return Optional.empty();
    }
    return stored(value)
        .map(bytes -> typed ? tail(bytes, HEADER) : Arrays.copyOf(bytes, bytes.length - 1))
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
  }

  /** Whether a condition of constants alone holds; empty if that is not known. */
  static Optional<Boolean> truth(Node condition, Catalog catalog) {
    if (condition.is("CONST") && condition.number("consttype") == BOOLEAN) {
      return Optional.of(
          !condition.flag("constisnull")
              && stored(condition).filter(bytes -> bytes[0] != 0).isPresent());
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

  private static byte[] tail(byte[] bytes, int from) {
    return Arrays.copyOfRange(bytes, Math.min(from, bytes.length), bytes.length);
  }

  /** Its bytes, as {@code length [ byte byte … ]}. */
  private static Optional<byte[]> stored(Node constant) {
    if (!(constant.fields().get("constvalue") instanceof List<?> stored)
        || stored.size() < 2
        || !(stored.get(1) instanceof List<?> numbers)
        || numbers.isEmpty()) {
      return Optional.empty();
    }
    byte[] bytes = new byte[numbers.size()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Integer.parseInt((String) numbers.get(i));
    }
    return Optional.of(bytes);
  }

  static boolean isNull(Node expression) {
    Node value = Query.stripped(expression);
    return value.is("CONST") && value.flag("constisnull");
  }

  /** Empty if it is no whole number that is written there. */
  static Optional<Long> number(Node expression) {
    Node value = expression;
    while (value != null && value.is("FUNCEXPR") && value.nodes("args").size() == 1) {
      value = value.nodes("args").get(0); // from int to bigint
    }
    if (value == null || !value.is("CONST") || !INTEGERS.contains(value.number("consttype"))) {
      return Optional.empty();
    }
    return stored(value).map(Constants::number);
  }

  private static long number(byte[] bytes) {
    long number = 0;
    for (int i = bytes.length - 1; i >= 0; i--) {
      number = (number << Byte.SIZE) | (bytes[i] & 0xFF);
    }
    return number;
  }
}
