package dev.lintel.tools.review.report;

import dev.lintel.text.Text;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Objects of JSON in the order of their fields, of values that every reader takes. */
final class JsonFields {

  private JsonFields() {}

  /**
   * @param fields names and values in turn; a constant becomes its name in lower case, and in texts
   *     what no JSON of PostgreSQL holds becomes U+FFFD
   */
  static Map<String, Object> of(Object... fields) {
    Map<String, Object> object = new LinkedHashMap<>();
    for (int i = 0; i < fields.length; i += 2) {
      object.put((String) fields[i], value(fields[i + 1]));
    }
    return object;
  }

  private static Object value(Object value) {
    if (value instanceof String text) {
      return text(text);
    }
    if (value instanceof Enum<?> constant) {
      return constant.name().toLowerCase(Locale.ROOT);
    }
    if (value instanceof Double number && !Double.isFinite(number)) {
      return null;
    }
    if (value instanceof List<?> list) {
      return list.stream().map(JsonFields::value).toList();
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> copy = new LinkedHashMap<>();
      map.forEach((name, each) -> copy.put(text((String) name), value(each)));
      return copy;
    }
    return value;
  }

  private static String text(String text) {
    if (Text.problem(text) == null) {
      return text;
    }
    StringBuilder out = new StringBuilder();
    text.codePoints()
        .map(c -> c == 0 || c >= 0xD800 && c <= 0xDFFF ? 0xFFFD : c)
        .forEach(out::appendCodePoint);
    return out.toString();
  }
}
