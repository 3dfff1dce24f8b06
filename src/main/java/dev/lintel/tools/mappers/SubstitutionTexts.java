package dev.lintel.tools.mappers;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What can stand in place of each <code>${…}</code>, as comments declare it: {@code review: sort in
 * (id, created_at desc)}.
 */
final class SubstitutionTexts {

  private static final Pattern DECLARATION =
      Pattern.compile("\\breview:\\s*(\\S+)\\s+in\\s*\\(", Pattern.CASE_INSENSITIVE);

  private final Map<String, List<String>> declared = new LinkedHashMap<>();
  private final List<String> problems = new ArrayList<>();
  private final List<String> guesses;

  /**
   * @param comments above the statement and in it
   * @param guesses what stands for those that are not declared, in turn
   */
  SubstitutionTexts(String comments, List<String> guesses) {
    this.guesses = guesses;
    Matcher matcher = DECLARATION.matcher(comments);
    while (matcher.find()) {
      List<String> texts = texts(comments, matcher.end());
      if (texts.isEmpty()) {
        problems.add(
            "review: expected "
                + matcher.group(1)
                + " in (text, …), but no text is there or the bracket is not closed");
      } else {
        declared.put(matcher.group(1), texts);
      }
    }
  }

  /** The texts up to the bracket that closes; empty if none does. */
  private static List<String> texts(String comment, int start) {
    Set<String> texts = new LinkedHashSet<>();
    StringBuilder text = new StringBuilder();
    int depth = 0;
    for (int i = start; i < comment.length(); i++) {
      char c = comment.charAt(i);
      if (depth == 0 && (c == ',' || c == ')')) {
        texts.add(text.toString().strip().replaceAll("\\s+", " "));
        text.setLength(0);
        if (c == ')') {
          texts.remove("");
          return List.copyOf(texts);
        }
      } else {
        depth += c == '(' ? 1 : c == ')' ? -1 : 0;
        text.append(c);
      }
    }
    return List.of();
  }

  /**
   * @param place among those of the statement, from 0
   * @return at least one
   */
  List<String> of(String expression, int place) {
    List<String> texts = declared.get(expression);
    return texts != null ? texts : List.of(guesses.get(place % guesses.size()));
  }

  /** Empty if none is declared. */
  List<String> declared(String expression) {
    return declared.getOrDefault(expression, List.of());
  }

  /**
   * What is wrong with the comments.
   *
   * @param used the expressions that stand in the statement
   */
  List<String> problems(Set<String> used) {
    List<String> all = new ArrayList<>(problems);
    for (String expression : declared.keySet()) {
      if (!used.contains(expression)) {
        all.add("review: ${" + expression + "} is declared but not in the statement");
      }
    }
    return all;
  }
}
