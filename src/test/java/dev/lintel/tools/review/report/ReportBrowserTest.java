package dev.lintel.tools.review.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The page in a real headless Chromium. The sample and pictures of it stay in {@code
 * target/review-sample}, to be looked at.
 */
class ReportBrowserTest {

  private static final Path SAMPLE = Path.of("target", "review-sample").toAbsolutePath();
  private static final String VISIBLE =
      "[...document.querySelectorAll('[id^=\"statement/\"]')].filter(s => s.offsetHeight).length";

  @TempDir static Path profile;

  private static Chromium chromium;
  private static String page;
  private static String big;

  @BeforeAll
  static void start() throws Exception {
    assumeTrue(Chromium.isInstalled(), "no chromium on the path");
    page = Reports.write(SampleReview.full(), SAMPLE, SampleReview.TODAY).get(0).toUri().toString();
    big =
        Reports.write(SampleReview.of(1000, 4), SAMPLE.resolve("big"), SampleReview.TODAY)
            .get(0)
            .toUri()
            .toString();
    chromium = new Chromium(profile);
  }

  @AfterAll
  static void end() throws Exception {
    if (chromium != null) {
      chromium.close();
    }
  }

  @BeforeEach
  void asALaptop() throws Exception {
    chromium.size(1366, 768);
    chromium.media("screen", "light");
    chromium.open(page);
    chromium.evaluate("localStorage.clear()");
    chromium.open(page);
  }

  @Test
  void complainsOfNothingAndAsksForNothingButItself() {
    assertThat(chromium.complaints()).isEmpty();
    assertThat(chromium.requests())
        .contains(page)
        .allMatch(request -> request.equals(page) || request.startsWith("data:"));
  }

  @Test
  void runsNoTextOfOthers() throws Exception {
    chromium.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)");

    assertThat(chromium.evaluate("typeof window.hostile").asText()).isEqualTo("undefined");
    assertThat(chromium.evaluate("document.images.length").asInt()).isZero();
    assertThat(chromium.evaluate("document.scripts.length").asInt()).isEqualTo(1);
    assertThat(chromium.complaints()).isEmpty();
  }

  @Test
  void itsPolicyRefusesAScriptThatGotInAllTheSame() throws Exception {
    chromium.evaluate(
        "{const s = document.createElement('script'); s.textContent = 'window.hostile = 1';"
            + " document.body.append(s)}");

    assertThat(chromium.evaluate("typeof window.hostile").asText()).isEqualTo("undefined");
    assertThat(chromium.complaints()).anyMatch(text -> text.contains("Content Security Policy"));
  }

  @Test
  void filtersByText() throws Exception {
    filter("ix_items_parent_id");

    assertThat(chromium.evaluate(VISIBLE).asInt()).isEqualTo(1);
    assertThat(text("#shown")).isEqualTo("1 of 14 statements");
    assertThat(isVisible("[id='statement/parents.deleteParentById']")).isTrue();

    filter("nothing is called so");

    assertThat(chromium.evaluate(VISIBLE).asInt()).isZero();
    assertThat(isVisible("#nothing")).isTrue();
  }

  @Test
  void filtersByState() throws Exception {
    chromium.evaluate("document.querySelector('[data-state=error]').click()");

    assertThat(chromium.evaluate(VISIBLE).asInt()).isEqualTo(3);

    chromium.evaluate("document.querySelector('[data-state=new]').click()");

    assertThat(chromium.evaluate(VISIBLE).asInt()).isEqualTo(4);
    assertThat(chromium.evaluate("document.querySelector('[data-state=new]').ariaPressed").asText())
        .isEqualTo("true");
  }

  @Test
  void aLinkOpensAndShowsItsStatement() throws Exception {
    chromium.open(page + "#statement/parents.deleteParentById");

    assertShown("statement/parents.deleteParentById");
  }

  @Test
  void aLinkInThePageShowsAStatementThatIsFilteredAway() throws Exception {
    filter("conversations_pkey");
    String hidden = "statement/items.findItemById";
    assertThat(isVisible("[id='" + hidden + "']")).isFalse();

    chromium.evaluate(
        "new Promise(done => { addEventListener('hashchange', () => setTimeout(done));"
            + " location.hash = '"
            + hidden
            + "'; })");

    assertShown(hidden);
  }

  @Test
  void everyLinkInThePageLeadsSomewhere() throws Exception {
    JsonNode dead =
        chromium.evaluate(
            "[...document.querySelectorAll('a[href^=\"#\"]')].map(a => a.getAttribute('href'))"
                + ".filter(href => !document.getElementById(href.slice(1)))");

    assertThat(dead).isEmpty();
    assertThat(chromium.evaluate("document.querySelectorAll('a[href^=\"#\"]').length").asInt())
        .isGreaterThan(50);
  }

  @Test
  void worksByKeyboard() throws Exception {
    chromium.press("Tab", 9, "");
    assertThat(text(":focus")).isEqualTo("Skip to the review");

    chromium.press("/", 191, "/");
    assertThat(chromium.evaluate("document.activeElement.id").asText()).isEqualTo("filter");
    chromium.type("items.find");
    assertThat(chromium.evaluate("document.getElementById('filter').value").asText())
        .isEqualTo("items.find");
    chromium.press("ArrowDown", 40, "");
    String at = "document.activeElement.parentElement";
    assertThat(chromium.evaluate(at + ".id").asText()).isEqualTo("statement/items.findItemById");
    chromium.press("Enter", 13, "\r");
    assertThat(chromium.evaluate(at + ".open").asBoolean()).isTrue();
    chromium.press("ArrowDown", 40, "");
    assertThat(chromium.evaluate(at + ".id").asText()).startsWith("statement/items.findTheItems");
    chromium.press("ArrowUp", 38, "");
    assertThat(chromium.evaluate(at + ".id").asText()).isEqualTo("statement/items.findItemById");
    chromium.press("ArrowUp", 38, "");
    chromium.press("Escape", 27, "");
    assertThat(text("#shown")).isEmpty();
    assertThat(chromium.evaluate(VISIBLE).asInt()).isEqualTo(14);
  }

  @Test
  void whatHasTheFocusShowsIt() throws Exception {
    chromium.press("Tab", 9, "");
    chromium.press("Tab", 9, "");

    assertThat(chromium.evaluate("getComputedStyle(document.activeElement).outlineStyle").asText())
        .isEqualTo("solid");
  }

  @Test
  void keepsTheTheme() throws Exception {
    String light = ground();

    chromium.evaluate("document.getElementById('theme').click()");
    String dark = ground();
    chromium.open(page);

    assertThat(dark).isNotEqualTo(light);
    assertThat(ground()).isEqualTo(dark);
    chromium.evaluate("document.getElementById('theme').click()");
    assertThat(ground()).isEqualTo(light);
  }

  @Test
  void takesTheThemeOfTheSystemUntilOneIsChosen() throws Exception {
    String light = ground();

    chromium.media("screen", "dark");

    assertThat(ground()).isNotEqualTo(light);
  }

  @ParameterizedTest
  @ValueSource(strings = {"light", "dark"})
  void itsTextsStandOut(String scheme) throws Exception {
    chromium.media("screen", scheme);
    chromium.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)");

    assertThat(chromium.evaluate(read("contrast.js"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"390,844", "1366,768", "2560,1440"})
  void neverScrollsToTheSide(int width, int height) throws Exception {
    chromium.size(width, height);

    for (String address : new String[] {page, page + "#statement/reports.everything"}) {
      chromium.open(address);
      for (String scheme : new String[] {"light", "dark"}) {
        chromium.media("screen", scheme);
        String name = address.contains("#") ? "statement" : "top";
        chromium.screenshot(SAMPLE.resolve(name + "-" + width + "-" + scheme + ".png"));
      }
    }
    chromium.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)");

    assertThat(chromium.evaluate("document.documentElement.scrollWidth").asInt())
        .isLessThanOrEqualTo(width);
    assertThat(chromium.evaluate("innerWidth").asInt()).isEqualTo(width);
  }

  @Test
  void sixtyStatementsScrollInTheMatrixWhoseIndexesStay() throws Exception {
    chromium.size(390, 844);
    chromium.open(
        Reports.write(SampleReview.of(60, 1), SAMPLE.resolve("sixty"), SampleReview.TODAY)
            .get(0)
            .toUri()
            .toString());
    String box = "document.querySelector('#matrix .box')";
    String index = "document.querySelector('.matrix tbody tr[data-f] th').getBoundingClientRect()";
    int before = chromium.evaluate(index + ".left").asInt();

    chromium.evaluate(box + ".scrollTo(400, 0)");

    assertThat(chromium.evaluate(box + ".scrollLeft").asInt()).isEqualTo(400);
    assertThat(chromium.evaluate(index + ".left").asInt()).isEqualTo(before);
    assertThat(chromium.evaluate("document.querySelectorAll('.matrix thead a').length").asInt())
        .isEqualTo(60);
    assertThat(
            chromium
                .evaluate("document.querySelector('.matrix thead a').getBoundingClientRect().width")
                .asInt())
        .isGreaterThan(20);
    assertThat(chromium.evaluate("document.documentElement.scrollWidth").asInt()).isEqualTo(390);
  }

  @Test
  void printsEverythingOpenAndNothingToClick() throws Exception {
    String sql = "[id='statement/items.findItemById'] pre";
    assertThat(isVisible(sql)).isFalse();

    chromium.media("", "dark");
    byte[] pdf = chromium.pdf();
    Files.write(SAMPLE.resolve("index.pdf"), pdf);
    chromium.media("print", "dark");

    assertThat(new String(pdf, 0, 5, StandardCharsets.US_ASCII)).isEqualTo("%PDF-");
    // with everything closed it would have six
    assertThat(new String(pdf, StandardCharsets.ISO_8859_1).split("/Type /Page\\b"))
        .hasSizeGreaterThan(12);
    assertThat(isVisible(sql)).isTrue();
    assertThat(isVisible("nav")).isFalse();
    assertThat(isVisible("#theme")).isFalse();
    assertThat(ground()).isEqualTo("rgba(0, 0, 0, 0)");
  }

  @Test
  void aThousandStatementsOpenAndFilterAtOnce() throws Exception {
    assertThat(Files.size(SAMPLE.resolve("big/index.html"))).isLessThan(15_000_000);
    chromium.open(big);
    assertThat(chromium.evaluate(VISIBLE).asInt()).isEqualTo(1000);

    // the first one reads the page's text; all that follow are as fast as this one
    filter("findnumber7");
    double millis =
        chromium
            .evaluate(
                "(() => { const f = document.getElementById('filter'); f.value = 'findnumber77';"
                    + " const t = performance.now(); f.dispatchEvent(new Event('input'));"
                    + " document.body.offsetHeight; return performance.now() - t; })()")
            .asDouble();

    assertThat(chromium.evaluate(VISIBLE).asInt()).isEqualTo(11);
    assertThat(millis).isLessThan(200);
  }

  private static void assertShown(String id) throws Exception {
    String target = "document.getElementById('" + id + "')";
    assertThat(chromium.evaluate(target + ".open").asBoolean()).isTrue();
    assertThat(chromium.evaluate("document.activeElement.parentElement.id").asText()).isEqualTo(id);
    int top =
        chromium
            .evaluate(
                "new Promise(done => { let last; const look = () => {"
                    + " const top = "
                    + target
                    + ".getBoundingClientRect().top;"
                    + " if (top === last) done(top); else { last = top; setTimeout(look, 100); } };"
                    + " look(); })")
            .asInt();
    assertThat(top).isBetween(0, 768 - 50);
  }

  private static void filter(String text) throws Exception {
    chromium.evaluate(
        "{const f = document.getElementById('filter'); f.value = '"
            + text
            + "'; f.dispatchEvent(new Event('input'));}");
  }

  private static String text(String selector) throws Exception {
    return chromium.evaluate("document.querySelector(\"" + selector + "\").textContent").asText();
  }

  private static boolean isVisible(String selector) throws Exception {
    return chromium
        .evaluate("document.querySelector(\"" + selector + "\").checkVisibility()")
        .asBoolean();
  }

  private static String ground() throws Exception {
    return chromium.evaluate("getComputedStyle(document.body).backgroundColor").asText();
  }

  private static String read(String name) throws Exception {
    return new String(
        ReportBrowserTest.class.getResourceAsStream(name).readAllBytes(), StandardCharsets.UTF_8);
  }
}
