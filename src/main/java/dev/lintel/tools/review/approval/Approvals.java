package dev.lintel.tools.review.approval;

import dev.lintel.tools.review.result.Acceptance;
import dev.lintel.tools.review.result.Approval;
import dev.lintel.tools.review.result.Approval.State;
import dev.lintel.tools.review.result.ReviewFinding;
import dev.lintel.tools.review.result.StatementReview;
import dev.lintel.tools.review.result.TableReview;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The approved plans in a folder: one file a statement or table. */
public final class Approvals {

  private final PlanFolder folder;
  private final String ownSchema;

  private Approvals(Path folder, String ownSchema) {
    this.folder = new PlanFolder(folder);
    this.ownSchema = ownSchema;
  }

  /**
   * @param folder need not be there; everything is new then
   * @param ownSchema the schema that tables are written without; null if there is none
   */
  public static Approvals in(Path folder, String ownSchema) {
    return new Approvals(folder, ownSchema);
  }

  /** Whether any are kept. */
  public boolean areKept() {
    return Files.exists(folder.path());
  }

  /**
   * Holds a review against what was approved, and accepts what somebody accepted. It writes
   * nothing.
   *
   * @param codes of all rules
   * @param today when a line that counts up to a day is over
   * @param serverMajor for the files that will be written
   * @throws dev.lintel.InvalidValueException if a file cannot be read
   */
  public Checked check(
      List<StatementReview> statements,
      List<TableReview> tables,
      List<ReviewFinding> findings,
      Set<String> codes,
      LocalDate today,
      String serverMajor) {
    Map<String, String> approved = folder.read();
    Map<String, String> files = FileNames.of(statements, tables, ownSchema);
    Map<String, Set<String>> found =
        findings.stream()
            .collect(
                Collectors.groupingBy(
                    ReviewFinding::subject,
                    Collectors.mapping(ReviewFinding::code, Collectors.toSet())));
    List<Approval> approvals = new ArrayList<>();
    List<ReviewFinding> about = new ArrayList<>();
    Map<String, Map<String, Acceptance>> valid = new HashMap<>();
    bodies(statements, tables)
        .forEach(
            (subject, body) -> {
              String file = files.get(subject);
              String text = approved.remove(file);
              PlanFile kept = PlanFile.parse(text == null ? "" : text);
              Set<String> open = found.getOrDefault(subject, Set.of());
              AcceptLines lines = AcceptLines.of(subject, file, kept.notes(), open, codes, today);
              about.addAll(lines.findings());
              valid.put(subject, lines.valid());
              String actual = kept.rewritten(subject, serverMajor, body);
              State state = state(text, kept.body(), body);
              approvals.add(approval(subject, file, state, text, actual, lines.written()));
            });
    approved.forEach((file, text) -> approvals.add(orphan(file, text, codes, today)));
    approvals.sort(Comparator.comparing(Approval::subject).thenComparing(Approval::file));
    List<ReviewFinding> all = new ArrayList<>();
    findings.forEach(
        finding -> {
          Acceptance line = valid.getOrDefault(finding.subject(), Map.of()).get(finding.code());
          all.add(line == null ? finding : finding.accepted(line));
        });
    all.addAll(about);
    return new Checked(all, approvals);
  }

  private Map<String, Body> bodies(List<StatementReview> statements, List<TableReview> tables) {
    Map<String, Body> bodies = new HashMap<>();
    statements.forEach(
        review -> bodies.put(review.name(), new Body(StatementText.of(review, ownSchema))));
    tables.forEach(table -> bodies.put(table.name(), new Body(TableText.of(table))));
    return bodies;
  }

  private static State state(String text, Body approved, Body actual) {
    if (text == null) {
      return State.NEW;
    }
    return approved.agreesWith(actual) ? State.APPROVED : State.CHANGED;
  }

  private static Approval approval(
      String subject,
      String file,
      State state,
      String approved,
      String actual,
      List<Acceptance> acceptances) {
    boolean agreed = state == State.APPROVED;
    return new Approval(
        subject,
        file,
        state,
        approved,
        agreed ? approved : actual,
        agreed ? List.of() : Difference.of(file, arranged(approved), actual),
        acceptances);
  }

  /** Null if there is none. */
  private static String arranged(String approved) {
    return approved == null ? null : PlanFile.parse(approved).arranged();
  }

  /** Its subject is gone, so it goes by the name of the file. */
  private static Approval orphan(String file, String text, Set<String> codes, LocalDate today) {
    String subject = file.substring(0, file.length() - FileNames.SUFFIX.length()).replace('/', '.');
    AcceptLines lines =
        AcceptLines.of(subject, file, PlanFile.parse(text).notes(), Set.of(), codes, today);
    return approval(subject, file, State.ORPHANED, text, null, lines.written());
  }

  /**
   * Makes the files say what is: new and changed ones are written, orphans are removed. Comments
   * and {@code ACCEPT} lines stay as they are; none is added.
   *
   * @return the files that were written or removed, by name
   */
  public List<Approval> approve(Checked checked) {
    List<Approval> changed =
        checked.approvals().stream().filter(a -> a.state() != State.APPROVED).toList();
    for (Approval approval : changed) {
      if (approval.state() == State.ORPHANED) {
        folder.delete(approval.file());
      } else {
        folder.write(approval.file(), approval.actual());
      }
    }
    return changed;
  }
}
