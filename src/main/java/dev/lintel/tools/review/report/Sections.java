package dev.lintel.tools.review.report;

import dev.lintel.tools.mappers.Omission;
import dev.lintel.tools.review.result.Approval;
import dev.lintel.tools.review.result.ReviewResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The sections of the page in their order: what is to do first. */
final class Sections {

  private static final String PAGES =
      "What is behind a code, with examples: docs/review/<code>.md of Lintel.";

  /**
   * @param id by which it is linked to
   * @param count of what it shows
   * @param none what it says if that is nothing
   * @param content writes it if it is something
   */
  record Section(String id, String title, long count, String none, Consumer<Html> content) {}

  private final View view;
  private final ReviewResult result;

  Sections(View view) {
    this.view = view;
    this.result = view.result();
  }

  List<Section> all() {
    List<Approval> changed =
        Stream.concat(
                view.approvals(Approval.State.CHANGED).stream(),
                view.approvals(Approval.State.ORPHANED).stream())
            .toList();
    List<Approval> fresh = view.approvals(Approval.State.NEW);
    long indexes = result.tables().stream().mapToLong(t -> t.indexes().size()).sum();
    List<Section> sections = new ArrayList<>();
    sections.add(
        new Section(
            "changed",
            "Changed plans",
            changed.size(),
            "Every plan is as it was approved.",
            h -> new ApprovalSection(h, view).changed(changed)));
    sections.add(
        new Section(
            "new",
            "New statements",
            fresh.size(),
            "Every statement has been approved before.",
            h -> new ApprovalSection(h, view).fresh(fresh)));
    sections.add(
        new Section(
            "findings",
            "Errors and warnings",
            view.open().size(),
            "Nothing to mend.",
            h -> {
              h.element("p", PAGES, "class", "dim");
              FindingList.write(h, view, view.open(), true);
            }));
    sections.add(
        new Section(
            "accepted",
            "Accepted exceptions",
            view.accepted().size(),
            "No exception is made.",
            h -> FindingList.write(h, view, view.accepted(), true)));
    sections.add(
        new Section(
            "matrix",
            "Index × statement",
            indexes,
            "No table has an index.",
            h -> new IndexMatrix(h, view).write()));
    sections.add(
        new Section(
            "statements",
            "Statements",
            result.statements().size(),
            "No statement was found.",
            h -> new StatementSection(h, view).write()));
    sections.add(
        new Section(
            "tables",
            "Tables",
            result.tables().size(),
            "No table was found.",
            h -> new TableSection(h, view).write()));
    sections.add(
        new Section(
            "migrations",
            "Migration locks",
            result.migrations().size(),
            "No migration was looked at.",
            this::migrations));
    sections.add(
        new Section(
            "omissions",
            "Not reviewed",
            result.omissions().size(),
            "Every statement was reviewed.",
            this::omissions));
    if (result.live() != null) {
      long known = result.live().known().size() + result.live().unknown().size();
      sections.add(
          new Section(
              "live",
              "Live",
              known,
              "Nothing ran there.",
              h -> new LiveSection(h, view).write(result.live())));
    }
    return sections;
  }

  private void migrations(Html html) {
    for (Map.Entry<String, String> migration : result.migrations().entrySet()) {
      html.open("details", "class", "st", "data-f", "migration");
      html.open("summary").element("span", "migration", "class", "kind");
      html.element("h3", migration.getKey());
      String gist = migration.getValue().lines().findFirst().orElse("");
      html.element("span", Harmless.line(gist), "class", "gist").close();
      html.open("div", "class", "body").element("pre", migration.getValue(), "class", "sql");
      html.close().close().line();
    }
  }

  private void omissions(Html html) {
    html.open("ul", "class", "findings");
    for (Omission omission : result.omissions()) {
      html.open("li", "class", omission.expected() ? "info" : "note", "data-f", "omission");
      html.open("p", "class", "what");
      Chip.write(
          html,
          omission.expected() ? "info" : "note",
          omission.expected() ? "as it should be" : "not reviewed");
      html.text(" ").element("span", omission.where(), "class", "name").close();
      html.element("p", omission.reason()).close();
    }
    html.close();
  }
}
