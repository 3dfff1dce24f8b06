package dev.lintel.tools.review.query;

import java.util.List;

/**
 * One statement as the server took it. Most branches are one; some are several.
 *
 * @param sql with {@code $1}, {@code $2}, …
 * @param types of these, as PREPARE takes them
 * @param positions of each in the whole branch, from 0
 * @param query what it means; null if the server did not print it
 */
public record Part(String sql, List<String> types, List<Integer> positions, Query query) {}
