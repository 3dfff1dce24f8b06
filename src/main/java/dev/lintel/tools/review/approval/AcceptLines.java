package dev.lintel.tools.review.approval;

import dev.lintel.tools.review.result.Acceptance;
import dev.lintel.tools.review.result.ReviewFinding;
import dev.lintel.tools.schema.Finding.Severity;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The {@code ACCEPT} lines of one file: what they accept, and what is wrong with them. */
final class AcceptLines {

  private final String subject;
  private final String file;
  private final List<Acceptance> written = new ArrayList<>();
  private final Map<String, Acceptance> valid = new LinkedHashMap<>();
  private final List<ReviewFinding> findings = new ArrayList<>();

  private AcceptLines(String subject, String file) {
    this.subject = subject;
    this.file = file;
  }

  /**
   * @param file for messages
   * @param found the codes of what was found of the subject
   * @param codes of the rules
   */
  static AcceptLines of(
      String subject,
      String file,
      List<PlanFile.Note> notes,
      Set<String> found,
      Set<String> codes,
      LocalDate today) {
    AcceptLines lines = new AcceptLines(subject, file);
    for (PlanFile.Note note : notes) {
      if (!note.isComment()) {
        AcceptLine line = AcceptLine.parse(note.text(), codes);
        if (line.problem() == null) {
          lines.take(note.number(), line.acceptance(), found, today);
        } else {
          lines.report(
              line.problem().code(), note.number(), line.problem().what(), "mend the line");
        }
      }
    }
    return lines;
  }

  private void take(int number, Acceptance line, Set<String> found, LocalDate today) {
    written.add(line);
    if (!found.contains(line.code())) {
      String what = "there is no finding " + line.code() + " of it any more";
      report(AcceptCodes.UNNEEDED, number, what, "remove the line");
    } else if (line.until() != null && line.until().isBefore(today)) {
      String what = line.code() + " was accepted until " + line.until();
      report(AcceptCodes.EXPIRED, number, what, "mend what it accepts, or accept it anew");
    } else if (valid.putIfAbsent(line.code(), line) != null) {
      String what = "another line accepts " + line.code() + " already";
      report(AcceptCodes.UNNEEDED, number, what, "remove the line");
    }
  }

  private void report(String code, int number, String what, String fix) {
    String place = file + ":" + number + ": ";
    findings.add(
        new ReviewFinding(Severity.ERROR, code, subject, null, null, place + what, fix, null));
  }

  /** Those that could be read, valid or not. */
  List<Acceptance> written() {
    return written;
  }

  /** Those that count, by code. */
  Map<String, Acceptance> valid() {
    return valid;
  }

  /** What is wrong with the lines. */
  List<ReviewFinding> findings() {
    return findings;
  }
}
