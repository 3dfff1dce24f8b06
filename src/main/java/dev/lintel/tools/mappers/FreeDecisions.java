package dev.lintel.tools.mappers;

import dev.lintel.text.Text;
import dev.lintel.tools.mappers.Condition.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.ibatis.scripting.xmltags.ForEachSqlNode;
import org.apache.ibatis.scripting.xmltags.IfSqlNode;
import org.apache.ibatis.scripting.xmltags.MixedSqlNode;
import org.apache.ibatis.scripting.xmltags.SqlNode;
import org.apache.ibatis.scripting.xmltags.VarDeclSqlNode;
import org.apache.ibatis.session.Configuration;
import org.w3c.dom.Element;

/**
 * Tries each expression alone. One that no value lets MyBatis evaluate, or of which the values that
 * count are not known, gets an input of its own instead.
 */
final class FreeDecisions {

  private static final int MOST_RUNS = 1_000;
  private static final int REACHED = 0;
  private static final int HELD = 1;

  private final Configuration configuration;
  private final Input root;
  private final Input free;
  private final List<String> notes = new ArrayList<>();
  private final Map<String, Input> tests = new TreeMap<>();

  FreeDecisions(Configuration configuration, Input root, Input free) {
    this.configuration = configuration;
    this.root = root;
    this.free = free;
  }

  /**
   * What came of an expression: whether it was ever so, whether OGNL took no value of this type for
   * what it compares with, and why it could not be evaluated.
   */
  private record Trial(boolean held, boolean failedToHold, boolean refused, String error) {

    boolean evaluated() {
      return held || failedToHold;
    }
  }

  /**
   * @param conditions of a statement, whose elements are changed
   * @return what is decided freely, and why
   */
  List<String> decide(List<Condition> conditions) {
    for (Condition condition : conditions) {
      for (Input input : condition.inputs) {
        if (input.path.endsWith("()")) {
          note(input.path, "nothing tells what it gives");
        }
      }
      switch (condition.kind) {
        case IF, WHEN -> test(condition);
        case FOREACH, BIND -> value(condition);
        default -> {}
      }
    }
    return notes;
  }

  private void note(String expression, String reason) {
    String note = "condition \"" + expression + "\" is decided freely: " + reason;
    if (!notes.contains(note)) {
      notes.add(note);
    }
  }

  private void test(Condition condition) {
    Trial trial = trial(condition);
    boolean both = trial.held && trial.failedToHold;
    if (both || condition.understood && trial.evaluated()) {
      return;
    }
    if (!trial.evaluated() && trial.refused && condition.understood && isTyped(condition)) {
      condition.inputs.clear();
      condition.element.setAttribute(condition.attribute(), "false");
      return;
    }
    Input input = tests.get(condition.text);
    if (input == null) {
      input = free.property("t" + tests.size());
      input.traits.bare = true;
      tests.put(condition.text, input);
    }
    note(condition.text, trial.evaluated() ? "its values are not known" : trial.error);
    replace(condition, input);
  }

  private static boolean isTyped(Condition condition) {
    return condition.inputs.stream().allMatch(input -> JavaTypes.raw(input.type) != null);
  }

  private void value(Condition condition) {
    boolean loop = condition.kind == Kind.FOREACH;
    Trial trial = trial(condition);
    if (trial.evaluated()) {
      return;
    }
    Input input = loop ? condition.item.parent : free.property("b" + condition.number);
    if (!loop || input.parent == free) {
      note(condition.text, trial.error);
      replace(condition, input);
    }
  }

  private static void replace(Condition condition, Input input) {
    condition.inputs.clear();
    condition.inputs.add(input);
    condition.element.setAttribute(condition.attribute(), Script.FREE + "." + input.path);
  }

  private Trial trial(Condition condition) {
    SqlNode node = alone(condition);
    List<Condition> around = new ArrayList<>(condition.around);
    Collections.reverse(around);
    for (Condition outer : around) {
      node = within(outer.element, outer.kind, node);
    }
    Script script = new Script(configuration, node);
    boolean held = false;
    boolean failed = false;
    boolean refused = false;
    String error = "nothing reaches it";
    Choices choices = new Choices();
    for (int run = 0; choices != null && run < MOST_RUNS && !(held && failed); run++) {
      try {
        Object parameter = choices.value(root);
        Map<Integer, List<Object>> marks = script.run(parameter, new Bag(free, choices)).marks();
        if (marks.containsKey(REACHED)) {
          held |= marks.containsKey(HELD);
          failed |= !marks.containsKey(HELD);
        }
      } catch (RuntimeException | LinkageError e) {
        error = reason(e);
        refused |= e instanceof NumberFormatException; // OGNL makes a number of a char: 'A' == name
      }
      choices = choices.next();
    }
    return new Trial(held, failed, refused, error);
  }

  private static String reason(Throwable e) {
    Throwable cause = e;
    while (cause.getCause() != null && cause.getCause() != cause) {
      cause = cause.getCause();
    }
    return Text.line(String.valueOf(cause.getMessage()));
  }

  private SqlNode alone(Condition condition) {
    String expression = condition.element.getAttribute(condition.attribute());
    SqlNode reached = new VarDeclSqlNode(Script.mark(REACHED), "1");
    SqlNode held = new VarDeclSqlNode(Script.mark(HELD), "1");
    return new MixedSqlNode(
        switch (condition.kind) {
          case IF, WHEN -> List.of(new IfSqlNode(held, expression), reached);
          case FOREACH -> List.of(within(condition.element, Kind.FOREACH, held), reached);
          default -> List.of(within(condition.element, Kind.BIND, held), reached);
        });
  }

  private SqlNode within(Element element, Kind kind, SqlNode inner) {
    if (kind == Kind.BIND) {
      String name = element.getAttribute("name");
      SqlNode bind = new VarDeclSqlNode(name, element.getAttribute("value"));
      return new MixedSqlNode(List.of(bind, inner));
    }
    String index = element.getAttribute("index");
    String item = element.getAttribute("item");
    return new ForEachSqlNode(
        configuration,
        inner,
        element.getAttribute("collection"),
        Boolean.valueOf(element.getAttribute("nullable")),
        index.isEmpty() ? null : index,
        item.isEmpty() ? null : item,
        null,
        null,
        null);
  }
}
