package dev.lintel.tools.mappers;

import java.util.Map;
import java.util.regex.Pattern;
import org.apache.ibatis.scripting.xmltags.OgnlCache;

/**
 * Constants such as {@code @shop.Kind@OPEN} of classes that are not there. What they are is not
 * known, but each is another one: its name stands for it.
 */
final class StaticFields {

  private static final Pattern FIELD = Pattern.compile("@[\\w.$]+@(\\w+)\\b(?!\\s*\\()");

  private StaticFields() {}

  /**
   * The expression with names, as texts, in place of constants that cannot be read.
   *
   * @param expression of OGNL
   */
  static String named(String expression) {
    return FIELD
        .matcher(expression)
        .replaceAll(found -> isReadable(found.group()) ? "$0" : "\"" + found.group(1) + "\"");
  }

  private static boolean isReadable(String field) {
    try {
      OgnlCache.getValue(field, Map.of());
      return true;
    } catch (RuntimeException | LinkageError e) {
      return false;
    }
  }
}
