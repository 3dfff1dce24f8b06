package dev.lintel.tools.mappers;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Which statements a result map runs for each of its rows. */
final class NestedSelects {

  private final Map<String, Element> maps = new HashMap<>();
  private final Map<String, List<String>> annotated = new HashMap<>();

  NestedSelects(List<MapperFile> files) {
    for (MapperFile file : files) {
      for (Element map : MapperFile.children(file.root(), List.of("resultMap"))) {
        maps.putIfAbsent(file.namespace() + "." + map.getAttribute("id"), map);
      }
    }
  }

  /** The result map of an annotation. */
  void put(String namespace, String id, List<String> selects) {
    annotated.put(qualified(namespace, id), selects);
  }

  /**
   * @param resultMaps as the attribute names them, with commas
   * @return with their namespaces, in the order of the result map
   */
  List<String> of(String namespace, String resultMaps) {
    Set<String> selects = new LinkedHashSet<>();
    Set<String> seen = new HashSet<>();
    for (String name : resultMaps.split(",")) {
      follow(namespace, name.strip(), selects, seen);
    }
    return List.copyOf(selects);
  }

  private void follow(String namespace, String name, Set<String> selects, Set<String> seen) {
    String id = qualified(namespace, name);
    annotated.getOrDefault(id, List.of()).forEach(s -> selects.add(qualified(namespace, s)));
    Element map = maps.get(id);
    if (name.isEmpty() || map == null || !seen.add(id)) {
      return;
    }
    String home = id.substring(0, id.length() - map.getAttribute("id").length() - 1);
    follow(home, map.getAttribute("extends"), selects, seen);
    NodeList all = map.getElementsByTagName("*");
    for (int i = 0; i < all.getLength(); i++) {
      Element element = (Element) all.item(i);
      if (element.hasAttribute("select")) {
        selects.add(qualified(home, element.getAttribute("select")));
      }
      follow(home, element.getAttribute("resultMap"), selects, seen);
    }
  }

  static String qualified(String namespace, String name) {
    return name.contains(".") ? name : namespace + "." + name;
  }
}
