package dev.lintel.tools.review.approval;

import java.util.Set;

/** The codes of findings about {@code ACCEPT} lines themselves. Nothing accepts them. */
public final class AcceptCodes {

  static final String WITHOUT_REASON = "accept-without-reason";
  static final String EXPIRED = "accept-expired";
  static final String UNNEEDED = "accept-unneeded";
  static final String UNREADABLE = "accept-unreadable";

  /** All of them. */
  public static final Set<String> ALL = Set.of(WITHOUT_REASON, EXPIRED, UNNEEDED, UNREADABLE);

  private AcceptCodes() {}
}
