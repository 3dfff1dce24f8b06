package dev.lintel.jsonb;

import dev.lintel.InvalidValueException;
import java.util.List;

/** A JSONB column that holds an array. */
public final class JsonArray extends JsonDocument<List<Object>> {

  private JsonArray(String text) {
    super(text);
  }

  /**
   * Checks a caller's list and writes it, reading it once: later changes to it do not count.
   *
   * @param field the name of the value, for messages
   * @param list values as {@link JsonObject#of} takes them
   * @return the document, ready to be sent
   * @throws InvalidValueException with the JSON pointer of what PostgreSQL or a reader would refuse
   */
  public static JsonArray of(String field, List<?> list) {
    return new JsonArray(JsonWriter.write(field, "a JSON array", list));
  }

  /**
   * A document from the database.
   *
   * @param text what the server sent, not null; it is parsed when somebody looks at it
   * @return the document
   */
  public static JsonArray read(String text) {
    return new JsonArray(text);
  }

  /**
   * The document's elements, as {@link JsonObject#asMap} gives them.
   *
   * @param what the column, for the message: {@code item metadata}
   * @param id the row, for the message
   * @return unmodifiable all the way down
   * @throws InvalidValueException naming the row, if another program stored what cannot be read
   */
  public List<Object> asList(String what, Object id) {
    return tree(what, id);
  }

  @Override
  @SuppressWarnings("unchecked") // JsonReader makes nothing but List<Object> of an array
  List<Object> cast(Object parsed) {
    if (!(parsed instanceof List)) {
      throw new InvalidValueException("document", "a JSON array", JsonWriter.typeOf(parsed));
    }
    return (List<Object>) parsed;
  }
}
