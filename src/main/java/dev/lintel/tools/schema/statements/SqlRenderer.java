package dev.lintel.tools.schema.statements;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.ibatis.parsing.XNode;
import org.apache.ibatis.parsing.XPathParser;
import org.apache.ibatis.scripting.xmltags.DynamicContext;
import org.apache.ibatis.scripting.xmltags.XMLScriptBuilder;
import org.apache.ibatis.session.Configuration;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/**
 * Lets MyBatis itself render a statement, without the parameters and classes that it is written
 * for: in a copy of the XML every condition is replaced by its outcome, every collection by one
 * element, and every computed value by a text.
 */
final class SqlRenderer {

  private final Configuration configuration;
  private final XPathParser parser;

  SqlRenderer(Configuration configuration, XPathParser parser) {
    this.configuration = configuration;
    this.parser = parser;
  }

  /**
   * @param variant which branches are there
   * @param substitute what stands in place of each <code>${…}</code>
   * @return SQL with <code>#{…}</code> where a parameter is bound
   */
  String render(Element statement, Variant variant, UnaryOperator<String> substitute) {
    Element copy = (Element) statement.cloneNode(true);
    List<Element> branches = Branch.elements(copy);
    for (int i = 0; i < branches.size(); i++) {
      if (branches.get(i).hasAttribute("test")) {
        branches.get(i).setAttribute("test", String.valueOf(variant.takes(i)));
      }
    }
    simplify(copy, substitute);
    return new Script(configuration, new XNode(parser, copy, null)).sql();
  }

  private static void simplify(Node parent, UnaryOperator<String> substitute) {
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element) {
        switch (element.getTagName()) {
          case "foreach" -> element.setAttribute("collection", "{1}");
          case "bind" -> {
            if (!isConstant(element)) {
              element.setAttribute("value", "\"x\"");
            }
          }
          default -> {}
        }
        simplify(element, substitute);
      } else if (node.getNodeValue() != null) {
        node.setNodeValue(substitute.apply(node.getNodeValue()));
      }
    }
  }

  /** Whether a {@code bind} gives a name to a text or number that is written there. */
  private static boolean isConstant(Element bind) {
    return bind.getAttribute("value").trim().matches("'[^']*'|\"[^\"]*\"|-?\\d+");
  }

  /** The names that stand for the same in every call. */
  static Set<String> constants(Element statement) {
    Set<String> names = new HashSet<>();
    NodeList binds = statement.getElementsByTagName("bind");
    for (int i = 0; i < binds.getLength(); i++) {
      Element bind = (Element) binds.item(i);
      if (isConstant(bind)) {
        names.add(bind.getAttribute("name"));
      }
    }
    return names;
  }

  /** MyBatis' own reader of dynamic tags. */
  private static final class Script extends XMLScriptBuilder {

    private final XNode node;

    Script(Configuration configuration, XNode node) {
      super(configuration, node);
      this.node = node;
    }

    String sql() {
      DynamicContext context = new DynamicContext(configuration, Map.of());
      parseDynamicTags(node).apply(context);
      return context.getSql();
    }
  }
}
