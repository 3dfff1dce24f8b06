package dev.lintel.tools.review.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

class DiffTableTest {

  @Test
  void setsEachRemovedLineBesideTheOneThatTookItsPlace() {
    assertThat(rows("@@ -1,3 +1,2 @@", " a", "-b", "-c", "+d", " e"))
        .containsExactly("…", "a | a", "-b | +d", "-c | ", "e | e");
  }

  @Test
  void twoChangesInARowStayTwo() {
    assertThat(rows("@@ @@", "-a", "+b", "-c", "+d")).containsExactly("…", "-a | +b", "-c | +d");
  }

  @Test
  void leavesOutTheNamesOfTheFilesButNoLineThatLooksLikeThem() {
    assertThat(rows("--- a", "+++ b", "@@ @@", "--- x", "+++ x", "\\ No newline at end of file"))
        .containsExactly("…", "--- x | +++ x");
  }

  @Test
  void marksNoHalfOfACharacter() {
    Element table = table("@@ @@", "-a😀c", "+a😁c");

    assertThat(table.select("mark").eachText()).containsExactly("😀", "😁");
  }

  @Test
  void linesThatShareNothingAreNotMarked() {
    assertThat(table("@@ @@", "-abc", "+xyz").select("mark")).isEmpty();
  }

  @Test
  void noDifferenceIsNoRow() {
    assertThat(rows()).isEmpty();
  }

  private static List<String> rows(String... lines) {
    return table(lines).select("tbody tr").stream()
        .map(
            row ->
                String.join(
                    " | ",
                    row.select("td").stream()
                        .map(
                            cell ->
                                (cell.hasClass("del") ? "-" : cell.hasClass("ins") ? "+" : "")
                                    + cell.text())
                        .toList()))
        .toList();
  }

  private static Element table(String... lines) {
    Html html = new Html();
    DiffTable.write(html, List.of(lines));
    return Jsoup.parseBodyFragment(html.toString()).body();
  }
}
