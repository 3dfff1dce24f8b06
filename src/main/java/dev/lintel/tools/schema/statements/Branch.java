package dev.lintel.tools.schema.statements;

import java.util.ArrayList;
import java.util.List;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * A part of a statement that is there or not: an {@code if}, {@code when} or {@code otherwise}.
 *
 * @param number its place among the branches of the statement
 * @param parent the branch that it stands in; null if none
 * @param choose the element that lets only one of its branches be; null for an {@code if}
 * @param test for people: its condition
 */
record Branch(int number, Branch parent, Element choose, String test) {

  /**
   * The elements whose test is decided here, in the order of the document. What asks for the
   * database is left to MyBatis, which knows it.
   */
  static List<Element> elements(Element root) {
    List<Element> elements = new ArrayList<>();
    collect(root, elements);
    return elements;
  }

  private static void collect(Element parent, List<Element> elements) {
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element) {
        boolean branch =
            switch (element.getTagName()) {
              case "if", "when" -> !element.getAttribute("test").contains("_databaseId");
              case "otherwise" -> true;
              default -> false;
            };
        if (branch) {
          elements.add(element);
        }
        collect(element, elements);
      }
    }
  }

  /** All of a statement. */
  static List<Branch> of(Element root) {
    List<Element> elements = elements(root);
    List<Branch> branches = new ArrayList<>();
    for (Element element : elements) {
      int parent = -1;
      for (Node node = element.getParentNode(); node != root; node = node.getParentNode()) {
        parent = elements.indexOf(node);
        if (parent >= 0) {
          break;
        }
      }
      boolean alternative = !element.getTagName().equals("if");
      branches.add(
          new Branch(
              branches.size(),
              parent < 0 ? null : branches.get(parent),
              alternative ? (Element) element.getParentNode() : null,
              element.hasAttribute("test") ? element.getAttribute("test") : "otherwise"));
    }
    return branches;
  }

  boolean isOtherwise() {
    return choose != null && test.equals("otherwise");
  }
}
