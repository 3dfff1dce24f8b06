package dev.lintel.tools.review.report;

import java.util.ArrayList;
import java.util.List;

/** A unified diff as before | after, in which the changed part of each line is marked. */
final class DiffTable {

  private final Html html;
  private final List<String> removed = new ArrayList<>();
  private final List<String> added = new ArrayList<>();

  private DiffTable(Html html) {
    this.html = html;
  }

  /**
   * @param difference lines of a unified diff; its file names are left out
   */
  static void write(Html html, List<String> difference) {
    html.open("div", "class", "box", "tabindex", "0", "role", "region", "aria-label", "difference");
    html.open("table", "class", "diff");
    html.open("thead").open("tr");
    html.element("th", "approved", "scope", "col").element("th", "now", "scope", "col");
    html.close().close().open("tbody");
    DiffTable table = new DiffTable(html);
    boolean inHunk = false;
    for (String line : difference) {
      inHunk |= line.startsWith("@@");
      if (inHunk || !line.startsWith("---") && !line.startsWith("+++")) {
        table.line(line);
      }
    }
    table.flush();
    html.close().close().close();
  }

  private void line(String line) {
    if (line.startsWith("-")) {
      if (!added.isEmpty()) {
        flush();
      }
      removed.add(line.substring(1));
    } else if (line.startsWith("+")) {
      added.add(line.substring(1));
    } else {
      flush();
      if (line.startsWith("@@")) {
        html.open("tr", "class", "hunk").element("td", "…", "colspan", "2").close();
      } else if (!line.startsWith("\\")) {
        String same = line.isEmpty() ? line : line.substring(1);
        html.open("tr").element("td", same).element("td", same).close();
      }
    }
  }

  private void flush() {
    for (int i = 0; i < Math.max(removed.size(), added.size()); i++) {
      String before = i < removed.size() ? removed.get(i) : null;
      String after = i < added.size() ? added.get(i) : null;
      html.open("tr");
      cell("del", before, after);
      cell("ins", after, before);
      html.close();
    }
    removed.clear();
    added.clear();
  }

  /** One side: {@code del} and {@code ins} are read aloud, and shown by more than a colour. */
  private void cell(String tag, String line, String other) {
    if (line == null) {
      html.element("td", "", "class", "none");
      return;
    }
    html.open("td", "class", tag).open(tag);
    int start = other == null ? 0 : commonStart(line, other);
    int end = other == null ? 0 : commonEnd(line, other, start);
    if (other == null || start + end == 0) {
      html.text(line);
    } else {
      html.text(line.substring(0, start));
      html.element("mark", line.substring(start, line.length() - end));
      html.text(line.substring(line.length() - end));
    }
    html.close().close();
  }

  private static int commonStart(String a, String b) {
    int i = 0;
    while (i < Math.min(a.length(), b.length()) && a.charAt(i) == b.charAt(i)) {
      i++;
    }
    return i > 0 && Character.isHighSurrogate(a.charAt(i - 1)) ? i - 1 : i;
  }

  private static int commonEnd(String a, String b, int start) {
    int i = 0;
    int most = Math.min(a.length(), b.length()) - start;
    while (i < most && a.charAt(a.length() - 1 - i) == b.charAt(b.length() - 1 - i)) {
      i++;
    }
    return i > 0 && Character.isLowSurrogate(a.charAt(a.length() - i)) ? i - 1 : i;
  }
}
