package dev.lintel.jsonb;

import dev.lintel.InvalidValueException;
import java.util.Map;

/** A JSONB column that holds an object. */
public final class JsonObject extends JsonDocument<Map<String, Object>> {

  private JsonObject(String text) {
    super(text);
  }

  /**
   * Checks a caller's map and writes it, reading it once: later changes to it do not count.
   *
   * @param field the name of the value, for messages
   * @param map keys are strings; values are null, Boolean, String, Byte, Short, Integer, Long,
   *     BigInteger, Float, Double, BigDecimal, List or such a Map
   * @return the document, ready to be sent
   * @throws InvalidValueException with the JSON pointer of what PostgreSQL or a reader would refuse
   */
  public static JsonObject of(String field, Map<?, ?> map) {
    return new JsonObject(JsonWriter.write(field, "a JSON object", map));
  }

  /**
   * A document from the database.
   *
   * @param text what the server sent, not null; it is parsed when somebody looks at it
   * @return the document
   */
  public static JsonObject read(String text) {
    return new JsonObject(text);
  }

  /**
   * The document's entries: null, Boolean, String, Integer, Long, BigInteger (the smallest that
   * fits), BigDecimal with its scale, List and Map.
   *
   * @param what the column, for the message: {@code item metadata}
   * @param id the row, for the message
   * @return unmodifiable all the way down
   * @throws InvalidValueException naming the row, if another program stored what cannot be read
   */
  public Map<String, Object> asMap(String what, Object id) {
    return tree(what, id);
  }

  @Override
  @SuppressWarnings("unchecked") // JsonReader makes nothing but Map<String, Object> of an object
  Map<String, Object> cast(Object parsed) {
    if (!(parsed instanceof Map)) {
      throw new InvalidValueException("document", "a JSON object", JsonWriter.typeOf(parsed));
    }
    return (Map<String, Object>) parsed;
  }
}
