package dev.lintel.tools.schema.revision;

import dev.lintel.tools.schema.Identifier;
import java.util.regex.Matcher;

/** Statements on an index while others write to its table. */
final class ConcurrentIndex {

  private ConcurrentIndex() {}

  /** Also one that an interrupted build has left. */
  static Change drop(String index) {
    return Change.of("DROP INDEX CONCURRENTLY IF EXISTS " + index);
  }

  static Change build(Change index) {
    return index.withText(
        index.text().replaceFirst("(?i)^(CREATE (?:UNIQUE )?INDEX) ", "$1 CONCURRENTLY "));
  }

  /** The same under another name. */
  static Change named(Change index, String name) {
    return index.withText(
        index
            .text()
            .replaceFirst(
                "(?i)(INDEX (?:IF NOT EXISTS )?)" + Identifier.NAME,
                "$1" + Matcher.quoteReplacement(name)));
  }

  static Change rename(String from, String to) {
    return Change.of("ALTER INDEX " + from + " RENAME TO " + to);
  }
}
