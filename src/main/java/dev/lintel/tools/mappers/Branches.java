package dev.lintel.tools.mappers;

import dev.lintel.text.Text;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.ibatis.builder.BuilderException;
import org.apache.ibatis.parsing.XPathParser;
import org.apache.ibatis.session.Configuration;
import org.w3c.dom.Element;

/**
 * A statement in all its branches.
 *
 * @param list those that are shown, none twice
 * @param possible how many there can be
 * @param exact whether that is their number
 * @param substitutions each <code>${…}</code>
 * @param deadTests conditions that hold for no value
 * @param notes what was decided freely or is not known
 */
record Branches(
    List<Branch> list,
    long possible,
    boolean exact,
    List<Substitution> substitutions,
    List<String> deadTests,
    List<String> notes) {

  /**
   * @param comment above it and in it
   * @param guesses what stands for each <code>${…}</code> that is not declared, in turn
   * @throws RuntimeException if MyBatis cannot read it, or no values let it render it
   */
  static Branches of(
      Element statement,
      String comment,
      MapperMethod method,
      List<String> guesses,
      Configuration configuration,
      XPathParser parser,
      MapperTypes types) {
    Input root = root(method);
    boolean scalar = JavaTypes.isScalar(root.type);
    Input free = new Input(null, "", null);
    SubstitutionTexts texts = new SubstitutionTexts(comment, guesses);
    Element copy = (Element) statement.cloneNode(true);
    Scope scope = new Scope(root, scalar, configuration.getDatabaseId());
    // the first time to learn what all tests say: one may stand before the loop that it is about
    new Conditions((Element) copy.cloneNode(true), scope.inner(), free, texts);
    Conditions read = new Conditions(copy, scope, free, texts);
    List<Condition> conditions = read.list();
    List<String> notes =
        new ArrayList<>(new FreeDecisions(configuration, root, free).decide(conditions));
    notes.addAll(texts.problems(read.substitutions()));
    conditions.stream()
        .flatMap(condition -> condition.inputs.stream())
        .flatMap(input -> input.nameIn(root).map(method::refusal).stream())
        .forEach(notes::add);
    Script script = Script.of(configuration, parser, copy);
    List<Outcomes> parts = new ArrayList<>();
    for (Component component : Component.of(conditions)) {
      parts.add(Outcomes.of(component, copy, root, free, configuration, parser));
    }
    Handlers handlers = new Handlers(configuration.getTypeHandlerRegistry(), types);
    Parameters parameters = new Parameters(handlers, types, conditions, method, root, scalar);
    Selection selection = new Selection(parts);
    List<Branch> list = new ArrayList<>();
    Set<String> shown = new HashSet<>();
    Labels labels = new Labels(conditions);
    for (List<Outcome> combination : selection.combinations()) {
      if (list.size() == Selection.MOST) {
        break;
      }
      Map<Input, Integer> chosen = new LinkedHashMap<>();
      combination.forEach(outcome -> chosen.putAll(outcome.choices()));
      Choices choices = new Choices(chosen);
      Script.Run run;
      try {
        run = script.run(choices.value(root), new Bag(free, choices));
      } catch (RuntimeException e) {
        notes.add("a branch cannot be rendered: " + Text.line(e.getMessage()));
        continue;
      }
      List<Parameter> bound = new ArrayList<>();
      String sql = lines(parameters.read(run, choices, bound));
      if (shown.add(sql + types(bound))) {
        list.add(
            new Branch(
                labels.of(run, texts),
                sql,
                List.copyOf(bound),
                Labels.collections(conditions, run),
                isGuessed(conditions, run, texts),
                Labels.tests(conditions, run)));
      }
    }
    if (list.isEmpty()) {
      throw new BuilderException(String.join("; ", notes));
    }
    notes.addAll(parameters.notes());
    return new Branches(
        list,
        selection.possible(),
        parts.stream().allMatch(Outcomes::complete),
        read.substitutions().stream().map(e -> new Substitution(e, texts.declared(e))).toList(),
        deadTests(parts),
        List.copyOf(new LinkedHashSet<>(notes)));
  }

  /** One text with parameters of other types is another statement for the server. */
  private static List<String> types(List<Parameter> parameters) {
    return parameters.stream().map(parameter -> String.valueOf(parameter.javaType())).toList();
  }

  private static Input root(MapperMethod method) {
    Input root = new Input(null, "", method.single());
    method.named().forEach(root::property);
    method.aliases().forEach(root::alias);
    return root;
  }

  /** Without the empty lines that untaken conditions leave. */
  private static String lines(String sql) {
    return sql.lines()
        .filter(line -> !line.isBlank())
        .map(String::stripTrailing)
        .collect(Collectors.joining("\n"));
  }

  private static boolean isGuessed(
      List<Condition> conditions, Script.Run run, SubstitutionTexts texts) {
    return conditions.stream()
        .anyMatch(
            condition ->
                condition.kind == Condition.Kind.SUBSTITUTION
                    && run.marks().containsKey(condition.number)
                    && texts.declared(condition.text).isEmpty());
  }

  /** One in another that never holds says nothing new, and one for another database is meant so. */
  private static List<String> deadTests(List<Outcomes> parts) {
    Set<Integer> met = new HashSet<>();
    for (Outcomes part : parts) {
      part.list().forEach(o -> o.marks().forEach(mark -> met.add(mark.number())));
    }
    Set<String> dead = new LinkedHashSet<>();
    for (Outcomes part : parts) {
      for (Condition condition : part.conditions()) {
        boolean reachable = condition.parent == null || met.contains(condition.parent.number);
        if (part.complete()
            && condition.isTest()
            && reachable
            && !met.contains(condition.number)
            && !condition.text.contains("_databaseId")) {
          dead.add(condition.text);
        }
      }
    }
    return List.copyOf(dead);
  }
}
