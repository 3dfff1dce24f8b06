package dev.lintel.tools.review.report;

/** A small label with a shape before its word: no colour says anything alone. */
final class Chip {

  private Chip() {}

  /**
   * @param tone its class in the style sheet, which gives it colour and shape
   */
  static void write(Html html, String tone, String label) {
    html.element("span", label, "class", "chip " + tone);
  }
}
