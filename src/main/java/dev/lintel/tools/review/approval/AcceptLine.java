package dev.lintel.tools.review.approval;

import dev.lintel.text.Text;
import dev.lintel.tools.review.result.Acceptance;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An {@code ACCEPT} line as it was understood.
 *
 * @param acceptance null if there is a problem
 * @param problem null if there is none
 */
record AcceptLine(Acceptance acceptance, Problem problem) {

  /** How the line has to look. */
  static final String FORM = "ACCEPT <code> \"reason\" by <who> [on YYYY-MM-DD] [until YYYY-MM-DD]";

  private static final Pattern LINE =
      Pattern.compile(
          "ACCEPT\\s+(?<code>[^\\s\"]+)(?:\\s+\"(?<reason>[^\"\\\\]*(?:\\\\.[^\"\\\\]*)*)\")?"
              + "(?:\\s+by\\s+(?<who>.+?))??"
              + "(?:\\s+on\\s+(?<on>\\S+))?(?:\\s+until\\s+(?<until>\\S+))?\\s*");

  private static final Pattern KEYWORD = Pattern.compile("(?:^|\\s)(?:by|on|until)(?:\\s|$)");

  /**
   * What is wrong with it.
   *
   * @param code of the finding about it
   */
  record Problem(String code, String what) {}

  /**
   * @param codes of the rules
   */
  static AcceptLine parse(String text, Set<String> codes) {
    Matcher line = LINE.matcher(text);
    if (!line.matches()) {
      return unreadable("the form " + FORM, text);
    }
    String code = line.group("code");
    if (!codes.contains(code) || AcceptCodes.ALL.contains(code)) {
      return unreadable("the code of a rule that can be accepted", code);
    }
    String reason = line.group("reason");
    if (reason == null || reason.isBlank()) {
      return new AcceptLine(
          null,
          new Problem(AcceptCodes.WITHOUT_REASON, "there is no reason for accepting " + code));
    }
    String who = line.group("who");
    if (who == null || KEYWORD.matcher(who).find()) {
      return unreadable("by <who>, then on, then until, each once", text);
    }
    try {
      LocalDate on = date(line.group("on"));
      LocalDate until = date(line.group("until"));
      return new AcceptLine(new Acceptance(code, unescaped(reason), who.strip(), on, until), null);
    } catch (DateTimeException e) {
      return unreadable("a date like 2026-12-31", text);
    }
  }

  private static LocalDate date(String text) {
    return text == null ? null : LocalDate.parse(text);
  }

  private static String unescaped(String reason) {
    return reason.replaceAll("\\\\(.)", "$1").strip();
  }

  private static AcceptLine unreadable(String expected, String given) {
    String what = "expected " + expected + ", but was " + Text.visible(given);
    return new AcceptLine(null, new Problem(AcceptCodes.UNREADABLE, what));
  }
}
