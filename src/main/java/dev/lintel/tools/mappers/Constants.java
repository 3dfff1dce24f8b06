package dev.lintel.tools.mappers;

import java.util.Map;
import org.apache.ibatis.ognl.ASTConst;
import org.apache.ibatis.ognl.ASTMethod;
import org.apache.ibatis.ognl.Node;
import org.apache.ibatis.scripting.xmltags.OgnlCache;

/** Expressions that are the same in every call. */
final class Constants {

  private Constants() {}

  /** What OGNL makes of it; null if it has a name in it, or cannot be evaluated. */
  static Operand of(Node node) {
    if (node instanceof ASTConst c) {
      return new Operand(null, Operand.Part.OTHER, new Operand.Constant(c.getValue()));
    }
    if (!isConstant(node)) {
      return null;
    }
    try {
      Object value = OgnlCache.getValue(node.toString(), Map.of());
      return new Operand(null, Operand.Part.OTHER, new Operand.Constant(value));
    } catch (RuntimeException e) {
      return null;
    }
  }

  private static boolean isConstant(Node node) {
    String kind = node.getClass().getSimpleName();
    if (kind.equals("ASTChain")) {
      // 'A'.toString(): what follows the first is a part of it
      boolean constant = isConstant(node.jjtGetChild(0));
      for (int i = 1; i < node.jjtGetNumChildren(); i++) {
        Node child = node.jjtGetChild(i);
        constant &= child instanceof ASTMethod && child.jjtGetNumChildren() == 0;
      }
      return constant;
    }
    boolean operator = kind.matches("AST(Add|Subtract|Multiply|Divide|Negate|StaticField)");
    boolean constant = node instanceof ASTConst || operator;
    for (int i = 0; i < node.jjtGetNumChildren(); i++) {
      constant &= isConstant(node.jjtGetChild(i));
    }
    return constant;
  }

  /** Whether a text is written somewhere in it. */
  static boolean hasText(Node node) {
    boolean text = node instanceof ASTConst c && c.getValue() instanceof CharSequence;
    text |= node instanceof ASTConst c && c.getValue() instanceof Character;
    for (int i = 0; i < node.jjtGetNumChildren(); i++) {
      text |= hasText(node.jjtGetChild(i));
    }
    return text;
  }
}
