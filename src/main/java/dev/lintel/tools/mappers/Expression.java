package dev.lintel.tools.mappers;

import dev.lintel.tools.mappers.Operand.Part;
import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.ibatis.ognl.ASTConst;
import org.apache.ibatis.ognl.ASTMethod;
import org.apache.ibatis.ognl.ASTProperty;
import org.apache.ibatis.ognl.Node;
import org.apache.ibatis.ognl.Ognl;
import org.apache.ibatis.ognl.OgnlException;

/** Reads an OGNL expression: which inputs it looks at, and which of their values count. */
final class Expression {

  private final Scope scope;
  private final Set<Input> inputs = new LinkedHashSet<>();
  private boolean understood = true;

  private Expression(Scope scope) {
    this.scope = scope;
  }

  /**
   * What an expression looks at.
   *
   * @param input what it is, if it is nothing but an input; otherwise null
   * @param inputs all that it depends on
   * @param understood whether the values that count are known; otherwise only some of them are
   */
  record Reading(Input input, Set<Input> inputs, boolean understood) {}

  /**
   * @param condition whether its truth counts, not its value
   * @throws OgnlException if it is no OGNL
   */
  static Reading read(String expression, Scope scope, boolean condition) throws OgnlException {
    Expression reader = new Expression(scope);
    Node node = (Node) Ognl.parseExpression(expression);
    Operand operand = reader.operand(node);
    if (condition) {
      reader.condition(operand);
    }
    boolean plain = operand.input() != null && operand.part() == Part.VALUE;
    return new Reading(plain ? operand.input() : null, reader.inputs, reader.understood);
  }

  private void condition(Operand operand) {
    if (operand.input() != null && operand.part() == Part.VALUE) {
      operand.input().traits.bare = true;
    } else if (operand.input() != null && operand.part() == Part.SIZE) {
      operand.input().traits.sizes.add(0);
    } else if (operand.part() != Part.TRUTH && operand.constant() == null) {
      understood = false;
    }
  }

  private Operand operand(Node node) {
    Operand constant = Constants.of(node);
    if (constant != null) {
      return constant;
    }
    return switch (node.getClass().getSimpleName()) {
      case "ASTProperty" -> root((ASTProperty) node);
      case "ASTChain" -> chain(node);
      case "ASTAnd", "ASTOr", "ASTNot" -> {
        for (int i = 0; i < node.jjtGetNumChildren(); i++) {
          condition(operand(node.jjtGetChild(i)));
        }
        yield Operand.TRUTH;
      }
      case "ASTEq", "ASTNotEq" -> {
        equal(operand(node.jjtGetChild(0)), operand(node.jjtGetChild(1)));
        yield Operand.TRUTH;
      }
      case "ASTLess", "ASTLessEq", "ASTGreater", "ASTGreaterEq" -> {
        compare(operand(node.jjtGetChild(0)), operand(node.jjtGetChild(1)));
        yield Operand.TRUTH;
      }
      case "ASTIn", "ASTNotIn" -> in(node);
      case "ASTSubtract", "ASTMultiply", "ASTDivide", "ASTRemainder", "ASTNegate" ->
          reckoned(node, true);
      case "ASTAdd" -> reckoned(node, !Constants.hasText(node));
      case "ASTTest" -> {
        condition(operand(node.jjtGetChild(0)));
        operand(node.jjtGetChild(1));
        operand(node.jjtGetChild(2));
        yield Operand.UNKNOWN;
      }
      default -> {
        understood = false;
        for (int i = 0; i < node.jjtGetNumChildren(); i++) {
          operand(node.jjtGetChild(i));
        }
        yield Operand.UNKNOWN;
      }
    };
  }

  private Operand reckoned(Node node, boolean numbers) {
    for (int i = 0; i < node.jjtGetNumChildren(); i++) {
      Operand operand = operand(node.jjtGetChild(i));
      if (operand.input() != null && operand.part() == Part.VALUE && numbers) {
        operand.input().traits.number = true;
      }
    }
    return Operand.UNKNOWN;
  }

  private Operand in(Node node) {
    Operand left = operand(node.jjtGetChild(0));
    Node list = node.jjtGetChild(1);
    if (list.getClass().getSimpleName().equals("ASTList")) {
      for (int i = 0; i < list.jjtGetNumChildren(); i++) {
        equal(left, operand(list.jjtGetChild(i)));
      }
    } else {
      operand(list);
      understood = false;
    }
    return Operand.TRUTH;
  }

  private void equal(Operand left, Operand right) {
    if (left.constant() != null) {
      if (right.constant() == null) {
        equal(right, left);
      }
    } else if (left.part() == Part.COMPUTED && right.constant() != null) {
      understood &= right.constant().value() == null;
    } else if (left.input() == null || left.part() == Part.OTHER || left.part() == Part.TRUTH) {
      understood = false;
    } else if (right.constant() != null) {
      equal(left, right.constant().value());
    } else if (right.input() != null && left.part() == Part.VALUE && right.part() == Part.VALUE) {
      meet(left.input(), right.input());
    } else {
      understood = false;
    }
  }

  private void equal(Operand left, Object constant) {
    if (left.part() == Part.SIZE) {
      if (constant instanceof Number number && number.longValue() < Domain.MOST_ITEMS) {
        left.input().traits.sizes.add(number.intValue());
      } else {
        understood = false; // not tried
      }
    } else if (constant == null) {
      left.input().traits.nullable = true;
    } else {
      left.input().traits.constants.add(constant);
    }
  }

  private void compare(Operand left, Operand right) {
    if (left.constant() != null && right.constant() == null) {
      compare(right, left);
    } else if (left.input() != null && left.part() == Part.VALUE && right.constant() != null) {
      Object constant = right.constant().value();
      if (constant instanceof Number number) {
        left.input().traits.bounds.add(number);
      } else {
        understood = false;
        left.input().traits.constants.add(String.valueOf(constant));
      }
    } else if (left.input() != null && left.part() == Part.SIZE && right.constant() != null) {
      equal(left, right.constant().value());
    } else if (left.input() != null
        && right.input() != null
        && left.part() == Part.VALUE
        && right.part() == Part.VALUE) {
      meet(left.input(), right.input());
    } else if (left.constant() == null || right.constant() == null) {
      understood = false;
    }
  }

  private void meet(Input one, Input other) {
    understood &= Domain.isWide(one) && Domain.isWide(other);
    one.traits.peers.add(other);
    other.traits.peers.add(one);
  }

  private Operand root(ASTProperty property) {
    if (property.isIndexedAccess() || !(property.jjtGetChild(0) instanceof ASTConst name)) {
      return unknown(property);
    }
    Object meant = scope.get(String.valueOf(name.getValue()));
    if (meant instanceof Input input) {
      inputs.add(input);
      return Operand.of(input, Part.VALUE);
    }
    if (meant instanceof Scope.Computed computed) {
      inputs.addAll(computed.inputs());
      understood &= computed.understood();
      return new Operand(null, Part.COMPUTED, null);
    }
    return new Operand(null, Part.OTHER, new Operand.Constant(((Scope.Given) meant).value()));
  }

  private Operand unknown(Node node) {
    understood = false;
    for (int i = 0; i < node.jjtGetNumChildren(); i++) {
      operand(node.jjtGetChild(i));
    }
    return Operand.UNKNOWN;
  }

  private Operand chain(Node chain) {
    Operand operand = operand(chain.jjtGetChild(0));
    for (int i = 1; i < chain.jjtGetNumChildren(); i++) {
      Node child = chain.jjtGetChild(i);
      if (child instanceof ASTProperty property) {
        operand = property(operand, property);
      } else if (child instanceof ASTMethod method) {
        operand = method(operand, method);
      } else {
        operand = unknown(child);
      }
    }
    return operand;
  }

  private Operand property(Operand of, ASTProperty property) {
    if (of.input() == null || of.part() != Part.VALUE) {
      return unknown(property);
    }
    if (property.isIndexedAccess()) {
      operand(property.jjtGetChild(0));
      if (JavaTypes.isMap(of.input().type)) {
        understood = false;
        return Operand.UNKNOWN;
      }
      inputs.add(of.input().item());
      return Operand.of(of.input().item(), Part.VALUE);
    }
    String name = String.valueOf(((ASTConst) property.jjtGetChild(0)).getValue());
    boolean collection = of.input().isCollection() || JavaTypes.isMap(of.input().type);
    if (name.equals("length") && isArray(of.input())) {
      of.input().traits.array = true;
      return Operand.of(of.input(), Part.SIZE);
    }
    if (collection && name.equals("size")) {
      of.input().traits.counted |= !JavaTypes.isMap(of.input().type);
      return Operand.of(of.input(), Part.SIZE);
    }
    if (collection && (name.equals("isEmpty") || name.equals("empty"))) {
      return Operand.TRUTH;
    }
    return follow(of.input().property(name));
  }

  private static boolean isArray(Input input) {
    return input.isCollection() && (input.type == null || JavaTypes.raw(input.type).isArray());
  }

  private Operand follow(Input input) {
    inputs.add(input);
    return Operand.of(input, Part.VALUE);
  }

  private Operand method(Operand of, ASTMethod method) {
    String name = method.getMethodName();
    int count = method.jjtGetNumChildren();
    Operand[] arguments = new Operand[count];
    for (int i = 0; i < count; i++) {
      arguments[i] = operand(method.jjtGetChild(i));
    }
    if (of.constant() != null && count == 1 && name.startsWith("equals")) {
      equal(arguments[0], of);
      return Operand.TRUTH;
    }
    if (of.input() == null || of.part() != Part.VALUE) {
      understood = false;
      return Operand.UNKNOWN;
    }
    Input input = of.input();
    boolean collection = input.isCollection() || JavaTypes.isMap(input.type);
    boolean scalar = JavaTypes.isScalar(input.type);
    switch (name) {
      case "size" -> {
        input.traits.counted = true;
        return count == 0 ? Operand.of(input, Part.SIZE) : unknown(method);
      }
      case "isEmpty" -> {
        if (!collection) {
          input.traits.text = true;
          input.traits.constants.add("");
        }
        return Operand.TRUTH;
      }
      case "length" -> {
        input.traits.text = true;
        return Operand.of(input, Part.SIZE);
      }
      case "trim", "strip", "toString", "name" -> {
        if (name.equals("name") && !scalar) {
          return other(of, method, arguments, false);
        }
        input.traits.text |= name.equals("trim") || name.equals("strip");
        return count == 0 ? of : unknown(method);
      }
      case "equals" -> {
        equal(of, arguments[0]);
        return Operand.TRUTH;
      }
      case "keySet" -> {
        input.traits.map = true;
        return new Operand(null, Part.COMPUTED, null);
      }
      case "values", "entrySet" -> {
        input.traits.map = true;
        return of;
      }
      default -> {
        return other(of, method, arguments, scalar);
      }
    }
  }

  /** Of a text some values are tried; what a bean gives is an input as any property. */
  private Operand other(Operand of, ASTMethod method, Operand[] arguments, boolean scalar) {
    String name = method.getMethodName();
    boolean texts =
        name.matches(
            "(starts|ends)With|contains|equalsIgnoreCase|indexOf|matches|substring|split|"
                + "to(Upper|Lower)Case|replace(All)?|isBlank|charAt|concat|compareTo.*");
    if (arguments.length == 0 && !texts && !scalar) {
      return follow(of.input().property(PropertyNames.of(name)));
    }
    understood = false;
    if (texts && !of.input().isCollection()) {
      of.input().traits.text = true;
      for (Operand argument : arguments) {
        if (argument.constant() != null && argument.constant().value() != null) {
          of.input().traits.constants.add(String.valueOf(argument.constant().value()));
        }
      }
    }
    return Operand.UNKNOWN;
  }
}
