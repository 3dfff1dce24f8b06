package dev.lintel.tools.review.live;

/**
 * What the server counted of one text.
 *
 * @param totalMillis of all calls
 */
record Counter(String queryId, String text, long calls, double totalMillis, long rows) {}
