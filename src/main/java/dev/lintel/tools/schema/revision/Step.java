package dev.lintel.tools.schema.revision;

import java.util.List;

/**
 * A pair of scripts to be.
 *
 * @param description for the file's name; null for the one that takes the message
 * @param what what its header says; null for the message
 * @param up the statements that lead on
 * @param down those that lead back
 * @param inTransaction whether they run in one
 */
record Step(
    String description, String what, List<Change> up, List<Change> down, boolean inTransaction) {}
