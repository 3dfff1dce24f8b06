package dev.lintel.tools.mappers;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.NodeList;

/** What mappers for several databases call this one: a name of their own choice. */
final class DatabaseId {

  private static final Pattern POSTGRES = Pattern.compile("(?i)postgres\\w*|pgsql|pg");
  private static final Pattern LITERAL = Pattern.compile("['\"](\\w+)['\"]");

  private DatabaseId() {}

  /**
   * @param annotated what annotations name
   * @return never null; a usual name if they have none
   */
  static String in(List<MapperFile> files, List<String> annotated) {
    for (MapperFile file : files) {
      NodeList elements = file.root().getElementsByTagName("*");
      for (int i = 0; i < elements.getLength(); i++) {
        NamedNodeMap attributes = ((Element) elements.item(i)).getAttributes();
        for (int k = 0; k < attributes.getLength(); k++) {
          String name = named((Attr) attributes.item(k));
          if (name != null) {
            return name;
          }
        }
      }
    }
    return annotated.stream()
        .filter(name -> POSTGRES.matcher(name).matches())
        .sorted()
        .findFirst()
        .orElse("postgresql");
  }

  private static String named(Attr attribute) {
    String value = attribute.getValue();
    if (attribute.getName().equals("databaseId") && POSTGRES.matcher(value).matches()) {
      return value;
    }
    if (attribute.getName().equals("test") && value.contains("_databaseId")) {
      Matcher literal = LITERAL.matcher(value);
      while (literal.find()) {
        if (POSTGRES.matcher(literal.group(1)).matches()) {
          return literal.group(1);
        }
      }
    }
    return null;
  }
}
