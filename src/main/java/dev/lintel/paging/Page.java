package dev.lintel.paging;

import dev.lintel.InvalidValueException;
import dev.lintel.validation.Require;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * One page of a longer list. Immutable.
 *
 * @param <T> what is listed
 */
public final class Page<T> {

  private final List<T> content;
  private final String nextCursor;

  private Page(List<T> content, String nextCursor) {
    this.content = Collections.unmodifiableList(content);
    this.nextCursor = nextCursor;
  }

  /**
   * Makes a page of rows that were read with one more than the limit, which tells whether another
   * page follows.
   *
   * @param rows up to {@code limit + 1}
   * @param limit the most rows of a page
   * @param cursor the cursor behind a row; asked for the page's last row, if another page follows
   * @param <T> what is listed
   * @return the page
   * @throws InvalidValueException if rows or cursor are null, or the limit is not 1 to 100,000
   */
  public static <T> Page<T> of(List<T> rows, int limit, Function<T, String> cursor) {
    Require.nonNull("rows", rows);
    Require.limit(limit);
    Require.nonNull("cursor", cursor);
    if (rows.size() <= limit) {
      return new Page<>(new ArrayList<>(rows), null);
    }
    List<T> content = new ArrayList<>(rows.subList(0, limit));
    return new Page<>(content, cursor.apply(content.get(limit - 1)));
  }

  /**
   * The rows of this page.
   *
   * @return unmodifiable; empty only where nothing is listed
   */
  public List<T> getContent() {
    return content;
  }

  /**
   * What to pass for the next page.
   *
   * @return an opaque text of URL-safe characters; null on the last page
   */
  public String getNextCursor() {
    return nextCursor;
  }

  @Override
  public boolean equals(Object other) {
    if (this == other) {
      return true;
    }
    if (!(other instanceof Page)) {
      return false;
    }
    Page<?> that = (Page<?>) other;
    return content.equals(that.content) && Objects.equals(nextCursor, that.nextCursor);
  }

  @Override
  public int hashCode() {
    return Objects.hash(content, nextCursor);
  }

  @Override
  public String toString() {
    return "Page[" + content.size() + (nextCursor == null ? ", last]" : ", more follow]");
  }
}
