package dev.lintel.tools.mappers;

import dev.lintel.tools.mappers.Condition.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.ibatis.ognl.OgnlException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * All conditions of a statement. In the copy that it works on, each is numbered, and marked for
 * {@link Script}.
 */
final class Conditions {

  static final String NUMBER = "lintel-number";

  private static final Pattern SUBSTITUTION = Pattern.compile("\\$\\{([^}]*)}");

  private final Input free;
  private final SubstitutionTexts texts;
  private final List<Condition> list = new ArrayList<>();
  private final Map<String, Integer> substitutions = new LinkedHashMap<>();

  /**
   * @param copy of the statement, which is changed
   * @param scope what names mean
   * @param free gets what nobody knows
   * @param texts what stands for a <code>${…}</code>
   */
  Conditions(Element copy, Scope scope, Input free, SubstitutionTexts texts) {
    this.free = free;
    this.texts = texts;
    read(copy, null, scope, List.of());
  }

  /** In the order of the document. */
  List<Condition> list() {
    return list;
  }

  /** The expressions of all <code>${…}</code> that are not constant. */
  Set<String> substitutions() {
    return substitutions.keySet();
  }

  private void read(Element element, Condition parent, Scope scope, List<Condition> outer) {
    List<Condition> around = new ArrayList<>(outer);
    List<Condition> whens = new ArrayList<>();
    for (Node node : children(element)) {
      if (node instanceof Element child) {
        switch (child.getTagName()) {
          case "if" -> inside(add(Kind.IF, child, parent, List.of(), around, scope), scope);
          case "when" -> {
            Condition when = add(Kind.WHEN, child, parent, List.copyOf(whens), around, scope);
            whens.add(when);
            inside(when, scope);
          }
          case "otherwise" ->
              inside(add(Kind.OTHERWISE, child, parent, List.copyOf(whens), around, scope), scope);
          case "foreach" -> loop(add(Kind.FOREACH, child, parent, List.of(), around, scope), scope);
          case "bind" -> {
            Condition bind = add(Kind.BIND, child, parent, List.of(), around, scope);
            around.add(bind);
            scope.put(child.getAttribute("name"), meaning(bind));
          }
          default -> read(child, parent, scope, around);
        }
      } else if (node.getNodeType() == Node.TEXT_NODE
          || node.getNodeType() == Node.CDATA_SECTION_NODE) {
        substitute(node, parent, scope);
      }
    }
  }

  private static List<Node> children(Element element) {
    List<Node> children = new ArrayList<>();
    for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
      children.add(node);
    }
    return children;
  }

  private Condition add(
      Kind kind,
      Element element,
      Condition parent,
      List<Condition> earlier,
      List<Condition> around,
      Scope scope) {
    int number = list.size();
    String text = kind == Kind.OTHERWISE ? "otherwise" : "";
    Condition shell =
        new Condition(number, kind, text, element, parent, earlier, List.copyOf(around));
    String expression = element.getAttribute(shell.attribute());
    Condition condition =
        kind == Kind.OTHERWISE
            ? shell
            : new Condition(number, kind, line(expression), element, parent, earlier, shell.around);
    list.add(condition);
    element.setAttribute(NUMBER, String.valueOf(number));
    if (kind != Kind.OTHERWISE) {
      String named = StaticFields.named(expression);
      element.setAttribute(shell.attribute(), named);
      learn(condition, named, scope);
    }
    return condition;
  }

  private static String line(String expression) {
    return expression.strip().replaceAll("\\s+", " ");
  }

  private void learn(Condition condition, String expression, Scope scope) {
    try {
      Expression.Reading reading = Expression.read(expression, scope, condition.isTest());
      condition.inputs.addAll(reading.inputs());
      condition.understood = reading.understood();
      condition.item = reading.input();
    } catch (OgnlException | RuntimeException e) {
      condition.understood = false; // MyBatis will say the same of it
    }
  }

  private Object meaning(Condition bind) {
    if (bind.item != null) {
      return bind.item;
    }
    return new Scope.Computed(Set.copyOf(bind.inputs), bind.understood);
  }

  private void inside(Condition condition, Scope scope) {
    read(condition.element, condition, scope.inner(), condition.around);
    mark(condition.element, condition.element.getFirstChild(), condition.number, "1");
  }

  private void loop(Condition loop, Scope scope) {
    Element element = loop.element;
    Input collection = loop.item != null ? loop.item : free.property("c" + loop.number);
    loop.item = collection.item();
    loop.inputs.add(collection);
    Scope inner = scope.inner();
    inner.put(element.getAttribute("item"), loop.item);
    inner.put(element.getAttribute("index"), new Scope.Computed(loop.inputs, false));
    List<Condition> around = new ArrayList<>(loop.around);
    around.add(loop);
    read(element, loop, inner, around);
    mark(element, element.getFirstChild(), loop.number, "1");
    mark(element.getParentNode(), element, loop.number, "0");
  }

  private static void mark(Node parent, Node before, int number, String value) {
    Element mark = parent.getOwnerDocument().createElement("bind");
    mark.setAttribute("name", Script.mark(number));
    mark.setAttribute("value", value);
    mark.setAttribute(NUMBER, String.valueOf(number));
    parent.insertBefore(mark, before);
  }

  /** Puts an input of its own in place of each text that nobody knows. */
  private void substitute(Node text, Condition parent, Scope scope) {
    Matcher matcher = SUBSTITUTION.matcher(text.getNodeValue());
    StringBuilder replaced = new StringBuilder();
    while (matcher.find()) {
      String expression = line(matcher.group(1));
      if (isConstant(expression, scope)) {
        matcher.appendReplacement(replaced, Matcher.quoteReplacement(matcher.group()));
        continue;
      }
      int place = substitutions.computeIfAbsent(expression, e -> substitutions.size());
      Input input = free.property("s" + place);
      input.traits.texts = texts.of(expression, place);
      Condition condition =
          new Condition(
              list.size(), Kind.SUBSTITUTION, expression, null, parent, List.of(), List.of());
      condition.inputs.add(input);
      list.add(condition);
      String name = Script.FREE + "." + "s" + place;
      mark(text.getParentNode(), text, condition.number, name);
      matcher.appendReplacement(replaced, Matcher.quoteReplacement("${" + name + "}"));
    }
    if (replaced.length() > 0) {
      text.setNodeValue(matcher.appendTail(replaced).toString());
    }
  }

  /** Whether it names a {@code bind} of what is written there. */
  private static boolean isConstant(String expression, Scope scope) {
    return expression.matches("\\w+")
        && scope.declares(expression) instanceof Scope.Computed computed
        && computed.inputs().isEmpty()
        && computed.understood();
  }
}
