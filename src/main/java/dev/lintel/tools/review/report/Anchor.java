package dev.lintel.tools.review.report;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** The stable names by which parts of the page are linked to. */
final class Anchor {

  private Anchor() {}

  /** For example {@code statement/items.findItemById}. */
  static String statement(String name) {
    return "statement/" + encoded(name);
  }

  static String table(String name) {
    return "table/" + encoded(name);
  }

  /** A link to the statement or table, or its name alone if the page does not show it. */
  static void link(Html html, View view, String subject) {
    String target =
        view.isStatement(subject)
            ? statement(subject)
            : view.isTable(subject) ? table(subject) : null;
    if (target == null) {
      html.element("span", subject, "class", "name");
    } else {
      html.element("a", subject, "class", "name", "href", "#" + target);
    }
  }

  /** An id holds no space; a link to it names it letter by letter, per cent signs included. */
  private static String encoded(String name) {
    return URLEncoder.encode(Harmless.text(name), StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("%21", "!");
  }
}
