package dev.lintel.tools.review.approval;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The text of an approval in its parts.
 *
 * @param notes what people wrote: comments and {@code ACCEPT} lines
 * @param body what the review wrote
 */
record PlanFile(List<Note> notes, Body body) {

  private static final String WRITTEN = ": written by review --approve on PostgreSQL ";
  private static final Pattern HEADER = Pattern.compile("# .*" + WRITTEN + "\\d+");
  private static final Pattern NOTE = Pattern.compile("#.*|(?i)accept\\b.*");

  /**
   * A line that a person wrote.
   *
   * @param number from 1
   */
  record Note(int number, String text) {

    boolean isComment() {
      return text.startsWith("#");
    }
  }

  static PlanFile parse(String text) {
    List<Note> notes = new ArrayList<>();
    List<String> body = new ArrayList<>();
    int number = 0;
    for (String line : (Iterable<String>) text.replaceFirst("^\uFEFF", "").lines()::iterator) {
      number++;
      if (NOTE.matcher(line).matches()) {
        if (!HEADER.matcher(line).matches()) {
          notes.add(new Note(number, line.stripTrailing()));
        }
      } else {
        body.add(line);
      }
    }
    return new PlanFile(notes, new Body(body));
  }

  /**
   * The text with another body. Comments and {@code ACCEPT} lines keep their order, above it.
   *
   * @param subject the statement or table
   */
  String rewritten(String subject, String serverMajor, Body other) {
    StringBuilder text =
        new StringBuilder("# " + Body.line(subject) + WRITTEN + serverMajor + "\n");
    notes.forEach(note -> text.append(note.text()).append('\n'));
    text.append('\n');
    other.lines().forEach(line -> text.append(line).append('\n'));
    return text.toString();
  }
}
