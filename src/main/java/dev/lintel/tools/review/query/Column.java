package dev.lintel.tools.review.query;

/**
 * A column of a table, by the catalog's numbers.
 *
 * @param table its oid
 * @param number from 1
 */
public record Column(long table, int number) {}
