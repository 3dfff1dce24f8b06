package dev.lintel.tools.review.catalog;

/**
 * A column and its statistics.
 *
 * @param number from 1, as the parse tree names it
 * @param type as the server prints it
 * @param nullable whether NULL can be stored
 * @param hot the most frequent value as text; null if the statistics have none
 * @param hotShare of the rows, from 0 to 1
 * @param rare a value that few rows have, as text; null if the statistics have none
 */
public record Column(
    int number,
    String name,
    String type,
    boolean nullable,
    String hot,
    double hotShare,
    String rare) {}
