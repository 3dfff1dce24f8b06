package dev.lintel.tools.mappers;

import java.util.Locale;

/** What a method without arguments reads. */
final class PropertyNames {

  private PropertyNames() {}

  /** The property of a getter; otherwise the method's name with {@code ()}. */
  static String of(String method) {
    for (String prefix : new String[] {"get", "is"}) {
      int start = prefix.length();
      if (method.startsWith(prefix)
          && method.length() > start
          && Character.isUpperCase(method.charAt(start))
          && !method.equals("getClass")) {
        return method.substring(start, start + 1).toLowerCase(Locale.ROOT)
            + method.substring(start + 1);
      }
    }
    return method + "()";
  }
}
