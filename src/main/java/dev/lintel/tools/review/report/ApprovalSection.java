package dev.lintel.tools.review.report;

import dev.lintel.tools.review.result.Approval;
import java.util.List;

/** What differs from its approved text. */
final class ApprovalSection {

  private final Html html;
  private final View view;

  ApprovalSection(Html html, View view) {
    this.html = html;
    this.view = view;
  }

  /** Each before | after. */
  void changed(List<Approval> approvals) {
    for (Approval approval : approvals) {
      html.open("article", "class", "card", "data-f", "changed");
      head(approval);
      DiffTable.write(html, approval.difference());
      html.close().line();
    }
  }

  /** Each with the text that is to be approved, closed. */
  void fresh(List<Approval> approvals) {
    for (Approval approval : approvals) {
      html.open("article", "class", "card", "data-f", "new");
      head(approval);
      if (approval.actual() != null) {
        html.open("details", "class", "more").element("summary", "The text to approve");
        html.open("pre", "class", "sql").text(approval.actual()).close().close();
      }
      html.close().line();
    }
  }

  private void head(Approval approval) {
    html.open("p", "class", "what");
    Chip.write(html, Words.tone(approval.state()), Words.state(approval.state()));
    html.text(" ").open("b");
    Anchor.link(html, view, approval.subject());
    html.close().text(" ").element("span", approval.file(), "class", "dim").close();
  }
}
