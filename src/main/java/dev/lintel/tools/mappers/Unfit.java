package dev.lintel.tools.mappers;

import dev.lintel.text.Text;
import org.w3c.dom.Element;

/** Which statements cannot be rendered or prepared. */
final class Unfit {

  private Unfit() {}

  /** Why; null if it can. */
  static String reason(Element element) {
    String language = element.getAttribute("lang");
    if (!language.isEmpty() && !language.matches("xml|raw|org\\.apache\\.ibatis\\..*")) {
      return "is written in another language: " + Text.visible(language);
    }
    if (element.getAttribute("statementType").equals("CALLABLE")) {
      return "calls a procedure, which cannot be prepared";
    }
    if (element.hasAttribute("parameterMap")) {
      return "binds by a parameterMap, without names";
    }
    return null;
  }
}
