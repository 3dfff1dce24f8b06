package dev.lintel.tools.mappers;

import dev.lintel.text.Text;
import dev.lintel.tools.mappers.Condition.Kind;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.ibatis.binding.BindingException;
import org.apache.ibatis.builder.BuilderException;
import org.apache.ibatis.builder.ParameterExpression;
import org.apache.ibatis.parsing.GenericTokenParser;
import org.apache.ibatis.type.JdbcType;
import org.apache.ibatis.type.TypeHandler;

/** Reads each <code>#{…}</code> of what was rendered: what stands in it, and how it is bound. */
final class Parameters {

  private static final Pattern ITEM = Pattern.compile("__frch_(.+)_\\d+");
  private static final Pattern SEGMENT = Pattern.compile("([^.\\[\\]]+)|\\[([^\\]]*)]");

  private final Handlers handlers;
  private final MapperTypes types;
  private final List<Condition> conditions;
  private final MapperMethod method;
  private final Input root;
  private final boolean scalar;
  private final Set<String> notes = new LinkedHashSet<>();

  Parameters(
      Handlers handlers,
      MapperTypes types,
      List<Condition> conditions,
      MapperMethod method,
      Input root,
      boolean scalar) {
    this.handlers = handlers;
    this.types = types;
    this.conditions = conditions;
    this.method = method;
    this.root = root;
    this.scalar = scalar;
  }

  /** What kept a parameter from being bound as MyBatis would. */
  Set<String> notes() {
    return notes;
  }

  /**
   * @param parameters gets one for each {@code ?}
   * @return the SQL as a driver gets it
   */
  String read(Script.Run run, Choices choices, List<Parameter> parameters) {
    GenericTokenParser parser =
        new GenericTokenParser(
            "#{",
            "}",
            content -> {
              parameters.add(parameter(content, run, choices));
              return "?";
            });
    return parser.parse(run.sql());
  }

  /** A type and a value of it, as far as they are known. */
  private record Known(Type type, Object value) {}

  private Parameter parameter(String content, Script.Run run, Choices choices) {
    ParameterExpression options = new ParameterExpression(content);
    String property = options.get("property");
    if (property == null) {
      throw new BuilderException("#{" + content + "}: expected a property");
    }
    String name = shown(property);
    String refusal = refusal(property, run);
    if (refusal != null) {
      return new Parameter(
          name,
          null,
          null,
          (statement, index) -> {
            throw new BindingException(refusal);
          });
    }
    Known known = known(property, run, choices);
    Class<?> declared = types.find(options.get("javaType"));
    if (declared != null && JavaTypes.raw(declared) != null) {
      known = new Known(declared, known.value);
    }
    JdbcType jdbcType = jdbcType(name, options.get("jdbcType"));
    String handlerName = options.get("typeHandler");
    TypeHandler<?> handler;
    if (handlerName != null) {
      handler = handlers.named(handlerName, JavaTypes.raw(known.type));
      if (handler == null) {
        notes.add(
            "parameter \"" + name + "\": its type handler " + handlerName + " is not at hand");
      } else if (JavaTypes.raw(known.type) == null) {
        known = new Known(Handlers.handled(handler), known.value);
      }
    } else {
      Class<?> raw = JavaTypes.raw(known.type);
      handler = raw == null ? null : handlers.registered(raw, jdbcType);
      if (raw != null && handler == null) {
        notes.add("parameter \"" + name + "\": no type handler is known for " + raw.getName());
      }
    }
    return bound(name, known, handler, jdbcType);
  }

  private static Parameter bound(
      String name, Known known, TypeHandler<?> handler, JdbcType jdbcType) {
    Class<?> raw = JavaTypes.raw(known.type);
    if (raw == null) {
      return new Parameter(name, null, null, null);
    }
    boolean fits = raw.isInstance(known.value) && !(known.value instanceof Bag);
    Object sample = fits ? known.value : Samples.of(known.type);
    Parameter.Binding binding =
        handler == null || sample == null ? null : binding(handler, sample, jdbcType);
    return new Parameter(name, raw.getName(), sample, binding);
  }

  private static Parameter.Binding binding(
      TypeHandler<?> handler, Object sample, JdbcType jdbcType) {
    @SuppressWarnings("unchecked")
    TypeHandler<Object> typed = (TypeHandler<Object>) handler;
    return (statement, index) -> typed.setParameter(statement, index, sample, jdbcType);
  }

  private JdbcType jdbcType(String name, String option) {
    try {
      return option == null ? null : JdbcType.valueOf(option);
    } catch (IllegalArgumentException e) {
      notes.add("parameter \"" + name + "\": " + Text.visible(option) + " is no jdbcType");
      return null;
    }
  }

  /** The property as it is written: not with the name that MyBatis gives to an item. */
  private static String shown(String property) {
    return property.replaceAll("__frch_(.+?)_\\d+", "$1");
  }

  private String refusal(String property, Script.Run run) {
    String first = property.replaceFirst("(?<=.)[.\\[].*", "");
    return run.bindings().containsKey(first) ? null : method.refusal(first);
  }

  private Known known(String property, Script.Run run, Choices choices) {
    List<String> path = new ArrayList<>();
    Matcher segments = SEGMENT.matcher(property);
    while (segments.find()) {
      path.add(segments.group());
    }
    String first = path.isEmpty() ? property : path.get(0);
    List<String> rest = path.isEmpty() ? path : path.subList(1, path.size());
    Matcher item = ITEM.matcher(first);
    Integer loop = run.items().get(first);
    if (item.matches() && loop != null) {
      Condition condition = conditions.get(loop);
      boolean index = item.group(1).equals(condition.element.getAttribute("index"));
      Object value = run.bindings().get(first);
      return index ? ofValue(value) : follow(condition.item, rest, choices, value);
    }
    for (Condition condition : conditions) {
      if (condition.kind == Kind.BIND
          && condition.element.getAttribute("name").equals(first)
          && run.bindings().containsKey(first)) {
        Object value = run.bindings().get(first);
        return condition.item != null
            ? follow(condition.item, rest, choices, value)
            : computed(condition, value);
      }
    }
    if (scalar) {
      return new Known(root.type, choices.value(root));
    }
    Input input = first.equals("_parameter") ? root : root.property(first);
    return follow(input, rest, choices, null);
  }

  /** Text is text; the type of a number follows from those that it is reckoned from. */
  private static Known computed(Condition bind, Object value) {
    boolean typed = bind.inputs.stream().allMatch(input -> JavaTypes.raw(input.type) != null);
    return value instanceof String || typed ? ofValue(value) : new Known(null, null);
  }

  private static Known ofValue(Object value) {
    return value == null || value instanceof Bag
        ? new Known(null, null)
        : new Known(value.getClass(), value);
  }

  /**
   * @param value of the input itself, if it is at hand
   */
  private static Known follow(Input from, List<String> rest, Choices choices, Object value) {
    Input input = from;
    for (String segment : rest) {
      input = segment.startsWith("[") ? input.item() : input.property(segment);
    }
    if (rest.isEmpty() && value != null) {
      return new Known(input.type, value);
    }
    return new Known(input.type, choices.value(input));
  }
}
