package dev.lintel.tools.mappers;

import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Something that a caller passes: the parameter, a property of it, the items of a collection. It
 * learns from the tests which of its values make a difference.
 */
final class Input {

  final Input parent;
  final String path;
  final Type type;
  final Traits traits = new Traits();

  private final Map<String, Input> properties = new LinkedHashMap<>();
  private final Map<String, String> aliases = new LinkedHashMap<>();
  private Input item;
  private List<Object> domain;

  /**
   * @param parent what it is a property or an item of; null if nothing
   * @param type null if it is not known
   */
  Input(Input parent, String path, Type type) {
    this.parent = parent;
    this.path = path;
    this.type = type;
  }

  /** The property of this name, which it has from now on. */
  Input property(String name) {
    return property(name, JavaTypes.property(type, name.replace("()", "")));
  }

  Input property(String name, Type type) {
    String own = aliases.getOrDefault(name, name);
    return properties.computeIfAbsent(
        own, n -> new Input(this, path.isEmpty() ? n : path + "." + n, type));
  }

  void alias(String alias, String name) {
    aliases.put(alias, name);
  }

  /** The property of this name; null if nothing looks at it. */
  Input known(String name) {
    return properties.get(aliases.getOrDefault(name, name));
  }

  /** By which property of an input it is reached; empty if by none. */
  Optional<String> nameIn(Input other) {
    Input top = this;
    while (top.parent != null && top.parent != other) {
      top = top.parent;
    }
    return top.parent == other ? Optional.of(top.path) : Optional.empty();
  }

  /** What stands for each of its items; it is a collection from now on. */
  Input item() {
    if (item == null) {
      item = new Input(this, path + "[]", JavaTypes.item(type));
    }
    return item;
  }

  boolean isCollection() {
    return item != null || traits.counted || JavaTypes.isCollection(type);
  }

  boolean hasProperties() {
    return !properties.isEmpty();
  }

  /** Those that it is a part of, and it, where there is something to decide. */
  Set<Input> deciding() {
    Set<Input> deciding = new LinkedHashSet<>();
    for (Input input = this; input != null; input = input.parent) {
      if (input.domain().size() > 1) {
        deciding.add(input);
      }
    }
    return deciding;
  }

  /**
   * The values that make a difference; what stands for all others first. Asked for after reading.
   */
  List<Object> domain() {
    if (domain == null) {
      domain = List.copyOf(Domain.of(this));
    }
    return domain;
  }

  /** A value as an expression sees it. */
  Object value(int index, Choices choices) {
    Object value = domain().get(index);
    if (value == Domain.NULL) {
      return null;
    }
    if (value == Domain.OBJECT) {
      return new Bag(this, choices);
    }
    if (value instanceof Domain.Items items) {
      return items(items.count(), choices);
    }
    return value;
  }

  private Object items(int count, Choices choices) {
    if (traits.map || JavaTypes.isMap(type)) {
      Map<String, Object> map = new LinkedHashMap<>();
      for (int i = 1; i <= count; i++) {
        map.put("k" + i, choices.value(item()));
      }
      return map;
    }
    List<Object> items = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      items.add(choices.value(item()));
    }
    return traits.array && type == null ? items.toArray() : Samples.collected(type, items);
  }
}
