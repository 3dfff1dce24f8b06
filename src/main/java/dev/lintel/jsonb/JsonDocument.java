package dev.lintel.jsonb;

import dev.lintel.InvalidValueException;

/**
 * The text of one JSONB value and, once somebody has looked at it, its tree. Rows whose documents
 * nobody reads cost no parse. Immutable and safe to share between threads.
 *
 * @param <T> the tree: {@code Map} or {@code List}, unmodifiable all the way down
 */
public abstract class JsonDocument<T> {

  private final String text;
  private volatile T tree;

  JsonDocument(String text) {
    this.text = text;
  }

  abstract T cast(Object parsed);

  /**
   * The document as text, as it goes to the server or came from it.
   *
   * @return never null
   */
  public final String text() {
    return text;
  }

  final T tree(String what, Object id) {
    try {
      return tree();
    } catch (InvalidValueException e) {
      throw new InvalidValueException(
          what + " of " + id, "a document that can be read", e.getMessage(), e);
    }
  }

  private T tree() {
    T read = tree;
    if (read == null) {
      read = cast(JsonReader.read(text));
      tree = read;
    }
    return read;
  }

  /** Equal JSON: the order of keys does not count; {@code 1.10} and {@code 1.1} differ. */
  @Override
  public final boolean equals(Object other) {
    if (this == other) {
      return true;
    }
    if (other == null || getClass() != other.getClass()) {
      return false;
    }
    JsonDocument<?> that = (JsonDocument<?>) other;
    return text.equals(that.text) || tree().equals(that.tree());
  }

  /** Constant: MyBatis asks every bound value for it, and equal documents may differ in text. */
  @Override
  public final int hashCode() {
    return getClass().getName().hashCode();
  }

  /** The document as text. */
  @Override
  public final String toString() {
    return text;
  }
}
