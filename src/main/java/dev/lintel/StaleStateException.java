package dev.lintel;

import dev.lintel.text.Text;
import java.util.UUID;

/** A compare-and-set found another state than the caller expected; nothing was changed. */
public final class StaleStateException extends LintelException {

  private static final long serialVersionUID = 1L;

  private final UUID id;
  private final String expected;
  private final String found;

  /**
   * @param what the kind of row, for example {@code item}
   * @param field the field that was compared, for example {@code status}
   * @param id the row
   * @param expected the state that the caller expected
   * @param found the state that the row has
   */
  public StaleStateException(String what, String field, UUID id, String expected, String found) {
    super(
        what
            + " "
            + id
            + ": expected "
            + field
            + " "
            + Text.visible(expected)
            + ", but found "
            + Text.visible(found));
    this.id = id;
    this.expected = expected;
    this.found = found;
  }

  /**
   * The row that was not changed.
   *
   * @return never null
   */
  public UUID getId() {
    return id;
  }

  /**
   * The state that the caller expected.
   *
   * @return never null
   */
  public String getExpected() {
    return expected;
  }

  /**
   * The state that was found under the row's lock.
   *
   * @return never null
   */
  public String getFound() {
    return found;
  }
}
