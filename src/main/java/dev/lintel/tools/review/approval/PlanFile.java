package dev.lintel.tools.review.approval;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The text of an approval in its parts.
 *
 * @param header the first line; empty if there is none
 * @param notes what people wrote: comments and {@code ACCEPT} lines
 * @param body what the review wrote
 */
record PlanFile(String header, List<Note> notes, Body body) {

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
    String header = "";
    List<Note> notes = new ArrayList<>();
    List<String> body = new ArrayList<>();
    int number = 0;
    for (String line : (Iterable<String>) text.replaceFirst("^\uFEFF", "").lines()::iterator) {
      number++;
      if (NOTE.matcher(line).matches()) {
        if (HEADER.matcher(line).matches()) {
          header = line;
        } else {
          notes.add(new Note(number, line.stripTrailing()));
        }
      } else {
        body.add(line);
      }
    }
    return new PlanFile(header, notes, new Body(body));
  }

  /**
   * The text with another body. Comments and {@code ACCEPT} lines keep their order, above it.
   *
   * @param subject the statement or table
   */
  String rewritten(String subject, String serverMajor, Body other) {
    return text("# " + Body.line(subject) + WRITTEN + serverMajor, other);
  }

  /** The text as {@link #rewritten} would arrange it, so that a diff shows what differs alone. */
  String arranged() {
    return text(header, body);
  }

  private String text(String first, Body other) {
    StringBuilder text = new StringBuilder(first).append('\n');
    notes.forEach(note -> text.append(note.text()).append('\n'));
    text.append('\n');
    other.lines().forEach(line -> text.append(line).append('\n'));
    return text.toString();
  }
}
