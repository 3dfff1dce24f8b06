package dev.lintel.testing;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Maps that no operation may send to the server, whatever the field. */
public final class BadDocuments {

  private BadDocuments() {}

  /** By a name for the test; null is not among them. */
  public static Map<String, Map<String, Object>> all() {
    Map<String, Map<String, Object>> all = new LinkedHashMap<>();
    all.put("U+0000 in a value", value("a\u0000"));
    all.put("a lone high surrogate in a value", value("\uD83D"));
    all.put("a lone low surrogate in a value", value("\uDE00x"));
    all.put("U+0000 in a key", key("\u0000"));
    all.put("a lone surrogate in a key", key("x\uD83D"));
    all.put("NaN", value(Double.NaN));
    all.put("Infinity", value(Float.NEGATIVE_INFINITY));
    all.put("a number of 1,001 digits", value(new BigDecimal("1E+1000")));
    all.put("a giant exponent", value(new BigDecimal("1E+1000000000")));
    all.put("an unknown type", value(UUID.randomUUID()));
    all.put("a long name", key("n".repeat(50_001)));
    all.put("a cycle", cycle());
    all.put("a key that is no string", numberedKeys(new HashMap<>()));
    all.put("a key that is no string, sorted", numberedKeys(new TreeMap<>()));
    all.put("a null key", key(null));
    return all;
  }

  private static Map<String, Object> value(Object value) {
    return Map.of("outer", List.of(0, Map.of("inner", value)));
  }

  private static Map<String, Object> key(String key) {
    return Collections.singletonMap("outer", Collections.singletonMap(key, 1));
  }

  private static Map<String, Object> cycle() {
    Map<String, Object> map = new HashMap<>();
    List<Object> list = new ArrayList<>(List.of(map));
    map.put("list", list);
    return map;
  }

  /** As a caller gets one past the compiler: from a raw type, or from another JSON library. */
  @SuppressWarnings("unchecked")
  private static Map<String, Object> numberedKeys(Map<?, ?> empty) {
    ((Map<Object, Object>) empty).put(1, "one");
    return (Map<String, Object>) empty;
  }
}
