package dev.lintel.tools.review.report;

import dev.lintel.tools.review.result.Acceptance;
import dev.lintel.tools.review.result.Approval;
import dev.lintel.tools.schema.Finding.Severity;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Numbers, days and states, as people read them. */
final class Words {

  private static final String[] UNITS = {"bytes", "kB", "MB", "GB", "TB"};
  private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

  private Words() {}

  static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** {@code no errors}, {@code 1 error}, {@code 2 errors}. */
  static String counted(long count, String noun) {
    String plural = noun.matches(".*(ch|x|s)") ? noun + "es" : noun + "s";
    return (count == 0 ? "no" : number(count)) + " " + (count == 1 ? noun : plural);
  }

  static String bytes(long bytes) {
    double size = bytes;
    int unit = 0;
    while (size >= 1024 && unit < UNITS.length - 1) {
      size /= 1024;
      unit++;
    }
    return String.format(
        Locale.ROOT, unit == 0 || size >= 10 ? "%.0f %s" : "%.1f %s", size, UNITS[unit]);
  }

  static String millis(double millis) {
    if (millis >= 60_000) {
      return String.format(Locale.ROOT, "%,.1f min", millis / 60_000);
    }
    if (millis >= 1_000) {
      return String.format(Locale.ROOT, "%,.1f s", millis / 1_000);
    }
    return String.format(Locale.ROOT, millis < 10 ? "%.2f ms" : "%.0f ms", millis);
  }

  /** Rows as a power of ten: {@code ~1}, {@code ~10}, {@code ~10⁴}. */
  static String magnitude(int power) {
    if (power < 2) {
      return power == 0 ? "~1" : "~10";
    }
    StringBuilder out = new StringBuilder("~10");
    String.valueOf(power).chars().forEach(digit -> out.append(SUPERSCRIPTS.charAt(digit - '0')));
    return out.toString();
  }

  static String severity(Severity severity) {
    return severity.name().toLowerCase(Locale.ROOT);
  }

  static String state(Approval.State state) {
    return switch (state) {
      case APPROVED -> "approved";
      case CHANGED -> "changed";
      case NEW -> "new";
      case ORPHANED -> "gone";
    };
  }

  /** By which the page colours and filters what is not approved. */
  static String tone(Approval.State state) {
    return state == Approval.State.NEW ? "new" : "changed";
  }

  /** Since when it is accepted: {@code age unknown} if it does not say. */
  static String age(Acceptance acceptance, LocalDate today) {
    if (acceptance.on() == null) {
      return "age unknown";
    }
    long days = ChronoUnit.DAYS.between(acceptance.on(), today);
    if (days <= 0) {
      return days == 0 ? "since today" : "from " + acceptance.on();
    }
    return "for " + counted(days, "day") + ", since " + acceptance.on();
  }

  /** Until when it counts. */
  static String end(Acceptance acceptance, LocalDate today) {
    if (acceptance.until() == null) {
      return "without end";
    }
    long days = ChronoUnit.DAYS.between(today, acceptance.until());
    if (days < 0) {
      return "expired on " + acceptance.until();
    }
    return "until "
        + acceptance.until()
        + ", "
        + (days == 0 ? "today" : counted(days, "day") + " left");
  }
}
