package dev.lintel.tools.mappers;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.ibatis.parsing.XPathParser;
import org.apache.ibatis.session.Configuration;
import org.w3c.dom.Element;

/**
 * All that a component can come to.
 *
 * @param list at least one
 * @param complete whether every value was tried
 */
record Outcomes(List<Condition> conditions, List<Outcome> list, boolean complete) {

  private static final int MOST_RUNS = 4_096;

  /**
   * @throws RuntimeException the last error, if MyBatis can render it with no values at all
   */
  static Outcomes of(
      Component component,
      Element statement,
      Input root,
      Input free,
      Configuration configuration,
      XPathParser parser) {
    Script script = Script.of(configuration, parser, component.alone(statement));
    Search search = new Search(component, script, root, free);
    boolean complete = search.all();
    if (!complete) {
      search.oneByOne();
    }
    if (search.found.isEmpty()) {
      throw search.error;
    }
    List<Outcome> list = new ArrayList<>();
    search.found.forEach((marks, choices) -> list.add(new Outcome(marks, choices)));
    return new Outcomes(component.conditions, list, complete);
  }

  private static final class Search {

    private final Map<Set<Outcome.Mark>, Map<Input, Integer>> found = new LinkedHashMap<>();
    private final Component component;
    private final Script script;
    private final Input root;
    private final Input free;
    private RuntimeException error;

    Search(Component component, Script script, Input root, Input free) {
      this.component = component;
      this.script = script;
      this.root = root;
      this.free = free;
    }

    /** Whether that was all. */
    boolean all() {
      Choices choices = new Choices();
      for (int run = 0; run < MOST_RUNS && choices != null; run++) {
        tryOut(choices);
        choices = choices.next();
      }
      return choices == null;
    }

    /** Each value of each input, beside the first of all others, and beside the last. */
    void oneByOne() {
      for (boolean last : new boolean[] {false, true}) {
        Map<Input, Integer> base = new LinkedHashMap<>();
        for (Input input : component.inputs()) {
          base.put(input, last ? input.domain().size() - 1 : 0);
        }
        tryOut(new Choices(base));
        for (Input input : component.inputs()) {
          for (int i = 0; i < input.domain().size(); i++) {
            Choices choices = new Choices(base);
            choices.chosen().put(input, i);
            tryOut(choices);
          }
        }
      }
    }

    private void tryOut(Choices choices) {
      try {
        Script.Run run = script.run(choices.value(root), new Bag(free, choices));
        found.putIfAbsent(Outcome.marks(component.conditions, run), choices.chosen());
      } catch (RuntimeException e) {
        error = e; // these values are refused, as they are when it is called with them
      }
    }
  }
}
