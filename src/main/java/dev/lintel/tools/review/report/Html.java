package dev.lintel.tools.review.report;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/** HTML in which every text and every attribute is escaped: there is no way around it. */
final class Html {

  private static final Set<String> VOID = Set.of("input", "link", "meta", "br");

  private final StringBuilder out = new StringBuilder();
  private final Deque<String> open = new ArrayDeque<>();

  /**
   * Opens an element; {@link #close} ends it, save for those that have no end.
   *
   * @param attributes names and values in turn; one with a null value is left out, one with an
   *     empty value is its name alone
   */
  Html open(String tag, String... attributes) {
    out.append('<').append(tag);
    for (int i = 0; i < attributes.length; i += 2) {
      String value = attributes[i + 1];
      if (value != null) {
        out.append(' ').append(attributes[i]);
        if (!value.isEmpty()) {
          out.append("=\"");
          escape(value);
          out.append('"');
        }
      }
    }
    out.append('>');
    if (!VOID.contains(tag)) {
      open.push(tag);
    }
    return this;
  }

  /** Ends the element that was opened last. */
  Html close() {
    out.append("</").append(open.pop()).append('>');
    return this;
  }

  /** Null is nothing. */
  Html text(String text) {
    escape(text);
    return this;
  }

  /** An element with a text in it. */
  Html element(String tag, String text, String... attributes) {
    return open(tag, attributes).text(text).close();
  }

  /** What another builder holds, whose elements must all be closed. */
  Html add(Html other) {
    if (!other.open.isEmpty()) {
      throw new IllegalStateException("elements: expected all closed, but open are " + other.open);
    }
    out.append(other.out);
    return this;
  }

  /** A line break of the file itself, between elements where it does not show. */
  Html line() {
    out.append('\n');
    return this;
  }

  /** A style or script of our own, as it is. */
  Html ours(String tag, String content) {
    if (content.contains("</")) {
      throw new IllegalArgumentException(tag + ": expected a text without </");
    }
    out.append('<').append(tag).append('>').append(content);
    out.append("</").append(tag).append('>');
    return this;
  }

  Html doctype() {
    out.append("<!DOCTYPE html>\n");
    return this;
  }

  boolean isEmpty() {
    return out.length() == 0;
  }

  @Override
  public String toString() {
    return out.toString();
  }

  private void escape(String value) {
    String text = Harmless.text(value);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        default -> out.append(c);
      }
    }
  }
}
