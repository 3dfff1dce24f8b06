package dev.lintel.tools.review.rules;

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

  /** int2, int4, int8, the lowest byte first. */
  private static final Set<Long> INTEGERS = Set.of(21L, 23L, 20L);

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

  static boolean isNull(Node value) {
    return value.is("CONST") && value.flag("constisnull");
  }

  /** Empty if it is no whole number that is written there. */
  static Optional<Long> number(Node expression) {
    Node value = expression;
    while (value != null && value.is("FUNCEXPR") && value.nodes("args").size() == 1) {
      value = value.nodes("args").get(0); // from int to bigint
    }
    if (value == null
        || !value.is("CONST")
        || !INTEGERS.contains(value.number("consttype"))
        || !(value.fields().get("constvalue") instanceof List<?> stored)
        || stored.size() < 2
        || !(stored.get(1) instanceof List<?> bytes)) {
      return Optional.empty();
    }
    long number = 0;
    for (int i = bytes.size() - 1; i >= 0; i--) {
      number = number << Byte.SIZE | Integer.parseInt((String) bytes.get(i)) & 0xFF;
    }
    return Optional.of(number);
  }
}
