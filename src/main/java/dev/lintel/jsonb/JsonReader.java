package dev.lintel.jsonb;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.lintel.InvalidValueException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads JSON text into unmodifiable trees with exact numbers. It keeps a stack of its own, so that
 * the depth of a document is no matter, and it knows plain values only: JSON instantiates no class.
 */
final class JsonReader {

  private JsonReader() {}

  /**
   * @param text one JSON value
   * @return null, Boolean, String, Integer, Long, BigInteger, BigDecimal, unmodifiable List or Map
   * @throws InvalidValueException if it is not JSON
   */
  static Object read(String text) {
    try (JsonParser parser = JsonFactories.FACTORY.createParser(text)) {
      return read(parser);
    } catch (JsonProcessingException e) {
      throw new InvalidValueException("document", "JSON", e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new InvalidValueException("document", "JSON", e.toString(), e);
    }
  }

  private static Object read(JsonParser parser) throws IOException {
    Deque<Container> open = new ArrayDeque<>();
    while (true) {
      JsonToken token = parser.nextToken();
      if (token == null) {
        throw new InvalidValueException("document", "JSON", "nothing");
      }
      Object value;
      switch (token) {
        case START_OBJECT:
          open.push(new Container(new LinkedHashMap<>(), null));
          continue;
        case START_ARRAY:
          open.push(new Container(null, new ArrayList<>()));
          continue;
        case FIELD_NAME:
          open.peek().name = parser.getCurrentName();
          continue;
        case END_OBJECT:
        case END_ARRAY:
          value = open.pop().unmodifiable();
          break;
        default:
          value = scalar(parser, token);
      }
      if (open.isEmpty()) {
        return value;
      }
      open.peek().add(value);
    }
  }

  private static Object scalar(JsonParser parser, JsonToken token) throws IOException {
    switch (token) {
      case VALUE_STRING:
        return parser.getText();
      case VALUE_NUMBER_INT:
        return parser.getNumberValue(); // Integer, Long or BigInteger: the smallest that fits
      case VALUE_NUMBER_FLOAT:
        return parser.getDecimalValue(); // with its scale
      case VALUE_TRUE:
        return Boolean.TRUE;
      case VALUE_FALSE:
        return Boolean.FALSE;
      case VALUE_NULL:
        return null;
      default:
        throw new InvalidValueException("document", "JSON", token.name());
    }
  }

  /** An object or array that is still being read. */
  private static final class Container {

    private final Map<String, Object> object;
    private final List<Object> array;
    private String name;

    Container(Map<String, Object> object, List<Object> array) {
      this.object = object;
      this.array = array;
    }

    void add(Object value) {
      if (array != null) {
        array.add(value);
      } else {
        object.put(name, value);
      }
    }

    Object unmodifiable() {
      return array != null
          ? Collections.unmodifiableList(array)
          : Collections.unmodifiableMap(object);
    }
  }
}
