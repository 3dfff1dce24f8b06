package dev.lintel.tools.mappers;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.w3c.dom.Element;

/** An element of a statement that depends on values. */
final class Condition {

  enum Kind {
    IF,
    WHEN,
    OTHERWISE,
    FOREACH,
    SUBSTITUTION,
    BIND
  }

  final int number;
  final Kind kind;

  /** For people: its expression. */
  final String text;

  /** Null for a substitution. */
  final Element element;

  final Condition parent;

  /** The {@code when}s that must not hold for it. */
  final List<Condition> earlier;

  /** Loops and binds that its expression can use, the outer ones first. */
  final List<Condition> around;

  /** What it depends on by itself. */
  final Set<Input> inputs = new LinkedHashSet<>();

  boolean understood = true;

  /** What stands for each item of a loop; what a bind stands for, if that is an input. */
  Input item;

  Condition(
      int number,
      Kind kind,
      String text,
      Element element,
      Condition parent,
      List<Condition> earlier,
      List<Condition> around) {
    this.number = number;
    this.kind = kind;
    this.text = text;
    this.element = element;
    this.parent = parent;
    this.earlier = earlier;
    this.around = around;
  }

  boolean isTest() {
    return kind == Kind.IF || kind == Kind.WHEN;
  }

  /** The attribute with its expression. */
  String attribute() {
    return switch (kind) {
      case IF, WHEN -> "test";
      case FOREACH -> "collection";
      default -> "value";
    };
  }

  /** All inputs on which it depends whether it is met. */
  Set<Input> deciding() {
    Set<Input> deciding = new LinkedHashSet<>();
    inputs.forEach(input -> deciding.addAll(input.deciding()));
    if (parent != null) {
      deciding.addAll(parent.deciding());
    }
    earlier.forEach(when -> deciding.addAll(when.deciding()));
    return deciding;
  }
}
