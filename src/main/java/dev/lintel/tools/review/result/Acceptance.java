package dev.lintel.tools.review.result;

import java.time.LocalDate;

/**
 * An {@code ACCEPT} line.
 *
 * @param code of the rule
 * @param reason never empty
 * @param by who accepted it
 * @param on the day; null if the line does not say
 * @param until the last day that it counts; null if it has no end
 */
public record Acceptance(String code, String reason, String by, LocalDate on, LocalDate until) {}
