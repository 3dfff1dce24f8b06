package dev.lintel.tools.mappers;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Conditions that share inputs, directly or through others. */
final class Component {

  final List<Condition> conditions = new ArrayList<>();
  private final Set<Input> inputs = new LinkedHashSet<>();

  /** Those that no value changes: they stand in each part. */
  private final List<Condition> constants;

  private Component(List<Condition> constants) {
    this.constants = constants;
  }

  /** All conditions, in as many parts as they have that do not share an input. */
  static List<Component> of(List<Condition> conditions) {
    Map<Input, Component> byInput = new LinkedHashMap<>();
    List<Condition> constants = new ArrayList<>();
    List<Component> components = new ArrayList<>();
    for (Condition condition : conditions) {
      Set<Input> deciding = condition.deciding();
      if (deciding.isEmpty()) {
        constants.add(condition);
        continue;
      }
      Component joined = new Component(constants);
      for (Input input : deciding) {
        Component other = byInput.get(input);
        if (other != null && components.remove(other)) {
          joined.conditions.addAll(other.conditions);
          joined.inputs.addAll(other.inputs);
        }
      }
      joined.conditions.add(condition);
      joined.inputs.addAll(deciding);
      joined.inputs.forEach(input -> byInput.put(input, joined));
      components.add(joined);
    }
    if (!constants.isEmpty()) {
      Component constant = new Component(List.of());
      constant.conditions.addAll(constants);
      components.add(constant);
    }
    return components;
  }

  Set<Input> inputs() {
    return inputs;
  }

  /**
   * A copy of a statement in which only these conditions are left, and constant ones, and no text.
   */
  Element alone(Element statement) {
    Set<String> numbers = new LinkedHashSet<>();
    conditions.forEach(condition -> numbers.add(String.valueOf(condition.number)));
    constants.forEach(condition -> numbers.add(String.valueOf(condition.number)));
    Element copy = (Element) statement.cloneNode(true);
    strip(copy, numbers);
    return copy;
  }

  private static void strip(Element parent, Set<String> numbers) {
    Node next;
    for (Node node = parent.getFirstChild(); node != null; node = next) {
      next = node.getNextSibling();
      if (!(node instanceof Element element)) {
        parent.removeChild(node);
      } else if (element.hasAttribute(Conditions.NUMBER)
          && !numbers.contains(element.getAttribute(Conditions.NUMBER))) {
        parent.removeChild(node);
      } else {
        strip(element, numbers);
      }
    }
  }
}
