package dev.lintel.tools.mappers;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.ibatis.parsing.XNode;
import org.apache.ibatis.parsing.XPathParser;
import org.apache.ibatis.scripting.xmltags.DynamicContext;
import org.apache.ibatis.scripting.xmltags.SqlNode;
import org.apache.ibatis.scripting.xmltags.XMLScriptBuilder;
import org.apache.ibatis.session.Configuration;
import org.w3c.dom.Element;

/**
 * A statement that MyBatis renders, and that tells which of its elements it went through: a {@code
 * bind} that names nothing stands in each of them.
 */
final class Script {

  /** The name under which a script finds what nobody knows. */
  static final String FREE = "__free";

  private static final String MARK = "__at_";
  private static final String ITEM = "__frch_";

  private final Configuration configuration;
  private final SqlNode node;

  Script(Configuration configuration, SqlNode node) {
    this.configuration = configuration;
    this.node = node;
  }

  /**
   * @throws org.apache.ibatis.builder.BuilderException if MyBatis cannot read it
   */
  static Script of(Configuration configuration, XPathParser parser, Element element) {
    XNode node = new XNode(parser, element, null);
    return new Script(configuration, new Builder(configuration, node).node());
  }

  /** The name of a mark. */
  static String mark(int number) {
    return MARK + number;
  }

  /**
   * What came out.
   *
   * @param sql with <code>#{…}</code> where a parameter is bound
   * @param bindings what names stood for at the end
   * @param marks the values of each mark that was met, by its number
   * @param items the mark of the loop that each name of an item comes from
   */
  record Run(
      String sql,
      Map<String, Object> bindings,
      Map<Integer, List<Object>> marks,
      Map<String, Integer> items) {}

  /**
   * @throws RuntimeException of many kinds, if an expression cannot be evaluated with these values
   */
  Run run(Object parameter, Object free) {
    Watch watch = new Watch(configuration, parameter);
    watch.bind(FREE, free);
    node.apply(watch);
    return new Run(watch.getSql(), watch.getBindings(), watch.marks, watch.items);
  }

  private static final class Watch extends DynamicContext {

    private final Map<Integer, List<Object>> marks = new HashMap<>();
    private final Map<String, Integer> items = new HashMap<>();
    private final List<String> pending = new ArrayList<>();

    Watch(Configuration configuration, Object parameter) {
      super(configuration, parameter);
    }

    @Override
    public void bind(String name, Object value) {
      if (!name.startsWith(MARK)) {
        if (name.startsWith(ITEM)) {
          pending.add(name);
        }
        super.bind(name, value);
        return;
      }
      int number = Integer.parseInt(name.substring(MARK.length()));
      marks.computeIfAbsent(number, n -> new ArrayList<>()).add(value);
      pending.forEach(item -> items.put(item, number));
      pending.clear();
    }
  }

  private static final class Builder extends XMLScriptBuilder {

    private final XNode node;

    Builder(Configuration configuration, XNode node) {
      super(configuration, node);
      this.node = node;
    }

    SqlNode node() {
      return parseDynamicTags(node);
    }
  }
}
