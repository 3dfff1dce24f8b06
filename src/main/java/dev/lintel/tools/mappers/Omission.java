package dev.lintel.tools.mappers;

/**
 * A statement or file that is not looked at.
 *
 * @param where the file, and the id if there is one
 * @param reason on one line
 * @param expected whether that is as it should be: it is for another database
 */
public record Omission(String where, String reason, boolean expected) {}
