package dev.lintel.tools.review.report;

import java.util.List;

/** Text of others' making in Markdown, where it can make neither a mark nor an element. */
final class Markdown {

  private static final String MARKS = "\\`*_{}[]()#+-!|~";

  private Markdown() {}

  /** On one line, for a paragraph or the cell of a table. */
  static String text(String text) {
    StringBuilder out = new StringBuilder();
    for (char c : Harmless.line(text).toCharArray()) {
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        default -> {
          if (MARKS.indexOf(c) >= 0) {
            out.append('\\');
          }
          out.append(c);
        }
      }
    }
    return out.toString();
  }

  /** A code span; a table takes a bar in it for the end of the cell unless it is escaped. */
  static String code(String text) {
    String line = Harmless.line(text);
    String fence = "`".repeat(longestRun(line) + 1);
    String gap = line.startsWith("`") || line.endsWith("`") ? " " : "";
    return line.isEmpty() ? "" : fence + gap + line.replace("|", "\\|") + gap + fence;
  }

  /** A block whose fence no line of it can end. */
  static String block(String language, List<String> lines) {
    String text = Harmless.text(String.join("\n", lines));
    String fence = "`".repeat(Math.max(3, longestRun(text) + 1));
    return fence + language + "\n" + text + "\n" + fence + "\n";
  }

  private static int longestRun(String text) {
    int longest = 0;
    int run = 0;
    for (char c : text.toCharArray()) {
      run = c == '`' ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
    return longest;
  }
}
