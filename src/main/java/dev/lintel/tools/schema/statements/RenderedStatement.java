package dev.lintel.tools.schema.statements;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A statement in each of its variants.
 *
 * @param guessed whether it holds <code>${…}</code>, whose text nobody knows before
 */
record RenderedStatement(String where, List<Rendering> renderings, boolean guessed) {

  private static final Pattern SUBSTITUTION = Pattern.compile("\\$\\{([^}]*)}");

  /**
   * @param texts more than one only if something is guessed; one that is right is enough
   */
  record Rendering(Variant variant, List<StatementText> texts) {}

  /**
   * @param schema what <code>${…}</code> may stand for, besides a column and nothing
   * @throws org.apache.ibatis.builder.BuilderException if MyBatis cannot read it
   */
  static RenderedStatement of(MapperStatement statement, SqlRenderer renderer, String schema) {
    List<Branch> branches = Branch.of(statement.element());
    Set<String> known = SqlRenderer.constants(statement.element());
    boolean guessed =
        SUBSTITUTION
            .matcher(statement.element().getTextContent())
            .results()
            .anyMatch(match -> !known.contains(match.group(1).trim()));
    List<UnaryOperator<String>> guesses =
        guessed
            ? List.of(
                replacing(known, "1"),
                replacing(known, ""),
                replacing(known, "1", ""),
                replacing(known, schema))
            : List.of(text -> text);
    List<Rendering> renderings = new ArrayList<>();
    for (Variant variant : Variant.of(branches)) {
      renderings.add(
          new Rendering(
              variant,
              guesses.stream()
                  .map(guess -> renderer.render(statement.element(), variant, guess))
                  .map(StatementText::of)
                  .distinct()
                  .toList()));
    }
    return new RenderedStatement(statement.where(), renderings, guessed);
  }

  /** The values in turn, such as a column and then its direction. */
  private static UnaryOperator<String> replacing(Set<String> known, String... values) {
    return text -> {
      AtomicInteger next = new AtomicInteger();
      return SUBSTITUTION
          .matcher(text)
          .replaceAll(
              match ->
                  Matcher.quoteReplacement(
                      known.contains(match.group(1).trim())
                          ? match.group()
                          : values[next.getAndIncrement() % values.length]));
    };
  }
}
