package dev.lintel.tools.mappers;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.w3c.dom.Comment;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** The XML comments of a statement, which MyBatis does not keep. */
final class Comments {

  private Comments() {}

  /** Those directly above an element; empty if there are none. */
  static String above(Element element) {
    List<String> comments = new ArrayList<>();
    Node node = element.getPreviousSibling();
    while (node != null && !(node instanceof Element) && (isComment(node) || isBlank(node))) {
      if (isComment(node)) {
        comments.add(0, text(node));
      }
      node = node.getPreviousSibling();
    }
    return String.join("\n", comments);
  }

  /** Those above, with those inside of the element. */
  static String of(String above, Element element) {
    List<String> comments = new ArrayList<>();
    if (!above.isEmpty()) {
      comments.add(above);
    }
    collect(element, comments);
    return String.join("\n", comments);
  }

  private static void collect(Node parent, List<String> comments) {
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (isComment(node)) {
        comments.add(text(node));
      } else {
        collect(node, comments);
      }
    }
  }

  private static boolean isComment(Node node) {
    return node instanceof Comment;
  }

  private static boolean isBlank(Node node) {
    return node.getNodeType() == Node.TEXT_NODE && node.getNodeValue().isBlank();
  }

  private static String text(Node comment) {
    return comment
        .getNodeValue()
        .strip()
        .lines()
        .map(String::strip)
        .collect(Collectors.joining("\n"));
  }
}
