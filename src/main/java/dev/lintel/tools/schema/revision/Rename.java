package dev.lintel.tools.schema.revision;

/**
 * A rename that schema.sql asks for.
 *
 * @param up gives the new name
 * @param down gives the old one back
 */
record Rename(Change up, Change down) {}
