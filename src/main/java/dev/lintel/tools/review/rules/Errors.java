package dev.lintel.tools.review.rules;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a server says of branches of one statement: the same fault is told in the same words. */
final class Errors {

  /** After which the words around the place follow, which are others in other branches. */
  private static final Pattern SYNTAX =
      Pattern.compile("(syntax error at (?:or near \".*?\"|end of input)): .*");

  private final Map<String, String> first = new HashMap<>();

  /** The same, with the words around the place as they are in the first branch that has it. */
  String alike(String error) {
    Matcher syntax = SYNTAX.matcher(error);
    return syntax.matches() ? first.computeIfAbsent(syntax.group(1), fault -> error) : error;
  }
}
