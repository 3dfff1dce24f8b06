package dev.lintel.tools.review.query;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A node of the server's parse tree.
 *
 * @param kind for example {@code OPEXPR}
 * @param fields by name: a {@link Node}, a {@link List}, or a {@link String}; no nulls
 */
public record Node(String kind, Map<String, Object> fields) {

  public boolean is(String... kinds) {
    return List.of(kinds).contains(kind);
  }

  /**
   * @return null if there is none
   */
  public Node node(String field) {
    return fields.get(field) instanceof Node node ? node : null;
  }

  /** The nodes of a list; empty if there is none. A single node counts as a list of one. */
  public List<Node> nodes(String field) {
    Object value = fields.get(field);
    if (value instanceof Node node) {
      return List.of(node);
    }
    return value instanceof List<?> list
        ? list.stream().filter(Node.class::isInstance).map(Node.class::cast).toList()
        : List.of();
  }

  /** The elements of a list of numbers, which begins with a letter that tells their kind. */
  public List<Integer> numbers(String field) {
    return fields.get(field) instanceof List<?> list
        ? list.stream()
            .filter(String.class::isInstance)
            .map(String.class::cast)
            .filter(text -> text.matches("-?\\d+"))
            .map(Integer::valueOf)
            .toList()
        : List.of();
  }

  /**
   * @return null if there is none
   */
  public String text(String field) {
    return fields.get(field) instanceof String text ? text : null;
  }

  public boolean flag(String field) {
    return "true".equals(text(field));
  }

  /**
   * @return -1 if there is none
   */
  public long number(String field) {
    String text = text(field);
    return text == null || !text.matches("-?\\d+") ? -1 : Long.parseLong(text);
  }

  /** The nodes directly below. */
  public Stream<Node> children() {
    return fields.values().stream().flatMap(Node::below).filter(Objects::nonNull);
  }

  private static Stream<Node> below(Object value) {
    if (value instanceof Node node) {
      return Stream.of(node);
    }
    return value instanceof List<?> list ? list.stream().flatMap(Node::below) : Stream.empty();
  }

  /** This node and all below. */
  public Stream<Node> all() {
    return Stream.concat(Stream.of(this), children().flatMap(Node::all));
  }

  /** As {@link #all}, without what stands in a query of its own. */
  public Stream<Node> here() {
    return Stream.concat(
        Stream.of(this), children().filter(child -> !child.is("QUERY")).flatMap(Node::here));
  }
}
