package dev.lintel.tools.review.query;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads what {@code debug_print_parse} prints: <code>{KIND :field value …}</code>, lists in
 * parentheses, {@code <>} for nothing. Lines are broken anywhere at a space.
 */
final class NodeReader {

  private static final String NOTHING = "<>";

  /** Kinds that older servers print by a shorter name. */
  private static final Map<String, String> OLD_NAMES =
      Map.of(
          "ARRAY", "ARRAYEXPR",
          "CASE", "CASEEXPR",
          "COALESCE", "COALESCEEXPR",
          "MINMAX", "MINMAXEXPR",
          "ROW", "ROWEXPR",
          "ROWCOMPARE", "ROWCOMPAREEXPR",
          "RTE", "RANGETBLENTRY",
          "WHEN", "CASEWHEN");

  private final String text;
  private int position;

  private NodeReader(String text) {
    this.text = text;
  }

  /**
   * @throws IllegalArgumentException if it is no such text
   */
  static Node read(String text) {
    NodeReader reader = new NodeReader(text);
    if (reader.value() instanceof Node node) {
      return node;
    }
    throw reader.unexpected("a node");
  }

  private Object value() {
    skipSpace();
    if (position >= text.length()) {
      throw unexpected("a value");
    }
    return switch (text.charAt(position)) {
      case '{' -> node();
      case '(' -> list(')');
      case '[' -> list(']');
      default -> token();
    };
  }

  private Node node() {
    position++;
    String printed = token();
    String kind = OLD_NAMES.getOrDefault(printed, printed);
    Map<String, Object> fields = new LinkedHashMap<>();
    String name = null;
    List<Object> values = new ArrayList<>();
    while (true) {
      skipSpace();
      if (position >= text.length()) {
        throw unexpected("}");
      }
      char next = text.charAt(position);
      if (next == '}' || next == ':') {
        put(fields, name, values);
        values = new ArrayList<>();
        position++;
        if (next == '}') {
          return new Node(kind, fields);
        }
        name = token();
      } else {
        values.add(value());
      }
    }
  }

  private static void put(Map<String, Object> fields, String name, List<Object> values) {
    if (name == null || values.isEmpty() || values.get(0).equals(NOTHING)) {
      return;
    }
    fields.put(name, values.size() == 1 ? values.get(0) : List.copyOf(values));
  }

  private List<Object> list(char end) {
    position++;
    List<Object> values = new ArrayList<>();
    while (true) {
      skipSpace();
      if (position >= text.length()) {
        throw unexpected(String.valueOf(end));
      }
      if (text.charAt(position) == end) {
        position++;
        return values;
      }
      values.add(value());
    }
  }

  private String token() {
    if (text.charAt(position) == '"') {
      return quoted();
    }
    StringBuilder token = new StringBuilder();
    while (position < text.length()) {
      char next = text.charAt(position);
      if (Character.isWhitespace(next) || "(){}[]".indexOf(next) >= 0) {
        break;
      }
      if (next == '\\' && position + 1 < text.length()) {
        position++;
        next = unbroken(text.charAt(position));
      }
      token.append(next);
      position++;
    }
    if (token.isEmpty()) {
      throw unexpected("a word");
    }
    return token.toString();
  }

  private String quoted() {
    StringBuilder token = new StringBuilder();
    for (position++; position < text.length(); position++) {
      char next = text.charAt(position);
      if (next == '"') {
        position++;
        return token.toString();
      }
      if (next == '\\' && position + 1 < text.length()) {
        position++;
        next = unbroken(text.charAt(position));
      }
      token.append(next);
    }
    throw unexpected("\"");
  }

  /** A line is broken at any space, one of a name too. */
  private static char unbroken(char escaped) {
    return escaped == '\n' ? ' ' : escaped;
  }

  private void skipSpace() {
    while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
      position++;
    }
  }

  private IllegalArgumentException unexpected(String expected) {
    int end = Math.min(text.length(), position + 40);
    return new IllegalArgumentException(
        "parse tree: expected "
            + expected
            + " at "
            + position
            + ", found: "
            + text.substring(Math.min(position, end), end));
  }
}
