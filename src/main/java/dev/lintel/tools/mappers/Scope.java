package dev.lintel.tools.mappers;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** What a name means at one place of a statement. */
final class Scope {

  private final Input root;
  private final boolean scalar;
  private final Map<String, Object> names = new HashMap<>();

  /** What a {@code bind} makes of inputs. */
  record Computed(Set<Input> inputs, boolean understood) {}

  /** What is the same in every call. */
  record Given(Object value) {}

  /**
   * @param root the parameter
   * @param scalar whether each name stands for the parameter itself
   */
  Scope(Input root, boolean scalar, String databaseId) {
    this.root = root;
    this.scalar = scalar;
    names.put("_parameter", root);
    names.put("_databaseId", new Given(databaseId));
  }

  private Scope(Scope outer) {
    this.root = outer.root;
    this.scalar = outer.scalar;
    this.names.putAll(outer.names);
  }

  Scope inner() {
    return new Scope(this);
  }

  /**
   * @param meaning an {@link Input} or {@link Computed}
   */
  void put(String name, Object meaning) {
    if (!name.isEmpty()) {
      names.put(name, meaning);
    }
  }

  /** What a statement itself names; null if it does not. */
  Object declares(String name) {
    return names.get(name);
  }

  /** An {@link Input}, {@link Computed} or {@link Given}. */
  Object get(String name) {
    Object own = names.get(name);
    if (own != null) {
      return own;
    }
    return scalar ? root : root.property(name);
  }
}
