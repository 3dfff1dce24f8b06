package dev.lintel.conversations;

import dev.lintel.InvalidValueException;
import dev.lintel.jsonb.JsonObject;
import dev.lintel.text.Text;
import dev.lintel.validation.Require;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * One message of a conversation: a JSON object with a role and a content. Further fields that other
 * programs have written are kept, both ways. Immutable.
 */
public final class Message {

  private static final String ROLE = "role";
  private static final String CONTENT = "content";

  private final String role;
  private final String content;
  private final Map<String, Object> fields;
  private final boolean stored;

  private Message(String role, String content, Map<String, Object> fields, boolean stored) {
    this.role = role;
    this.content = content;
    this.fields = fields;
    this.stored = stored;
  }

  /**
   * A message without further fields. Its text is checked when it is given to an operation.
   *
   * @param role for example {@code user}
   * @param content the text
   * @return the message
   */
  public static Message of(String role, String content) {
    return new Message(role, content, Collections.emptyMap(), false);
  }

  /**
   * A message with further fields, which are copied.
   *
   * @param role for example {@code user}
   * @param content the text
   * @param fields as a JSON object; neither {@code role} nor {@code content}
   * @return the message
   * @throws InvalidValueException if the fields are null, no JSON, or name role or content
   */
  public static Message of(String role, String content, Map<String, ?> fields) {
    Require.nonNull("fields", fields);
    // asked of the copy: a sorted map with keys of another type cannot answer containsKey
    Map<String, Object> copy = JsonObject.of("fields", fields).asMap("fields", "message");
    for (String name : new String[] {ROLE, CONTENT}) {
      if (copy.containsKey(name)) {
        throw new InvalidValueException("fields", "no field named " + name, "one that has it");
      }
    }
    return new Message(role, content, copy, false);
  }

  /**
   * A stored message, whatever other programs have put into it.
   *
   * @param stored unmodifiable
   */
  static Message read(Map<String, Object> stored) {
    String role = text(stored, ROLE);
    String content = text(stored, CONTENT);
    int named = (role == null ? 0 : 1) + (content == null ? 0 : 1);
    Map<String, Object> fields = Collections.emptyMap();
    if (stored.size() > named) {
      fields = new LinkedHashMap<>(stored);
      if (role != null) {
        fields.remove(ROLE);
      }
      if (content != null) {
        fields.remove(CONTENT);
      }
      fields = Collections.unmodifiableMap(fields);
    }
    return new Message(role, content, fields, true);
  }

  /** A role or content that is no string stays among the fields, so that nothing is lost. */
  private static String text(Map<String, Object> stored, String name) {
    Object value = stored.get(name);
    return value instanceof String ? (String) value : null;
  }

  /**
   * The message as JSON, as it was stored or will be. One that another program stored without role
   * or content goes back without it.
   *
   * @throws InvalidValueException if the caller made it without role or content
   */
  Map<String, Object> toJson(String place) {
    Map<String, Object> json = new LinkedHashMap<>();
    put(json, place, ROLE, role);
    put(json, place, CONTENT, content);
    json.putAll(fields);
    return json;
  }

  private void put(Map<String, Object> json, String place, String name, String value) {
    if (value != null) {
      json.put(name, value);
    } else if (!stored) {
      throw new InvalidValueException(place + "." + name, "a value", "null");
    }
  }

  /**
   * Who speaks.
   *
   * @return null only if another program stored none, or one that is no string; it stands in the
   *     fields then
   */
  public String getRole() {
    return role;
  }

  /**
   * What is said.
   *
   * @return null only if another program stored none, or one that is no string; it stands in the
   *     fields then
   */
  public String getContent() {
    return content;
  }

  /**
   * All further fields of the JSON object.
   *
   * @return never null; unmodifiable all the way down
   */
  public Map<String, Object> getFields() {
    return fields;
  }

  @Override
  public boolean equals(Object other) {
    if (this == other) {
      return true;
    }
    if (!(other instanceof Message)) {
      return false;
    }
    Message that = (Message) other;
    return Objects.equals(role, that.role)
        && Objects.equals(content, that.content)
        && fields.equals(that.fields);
  }

  @Override
  public int hashCode() {
    return Objects.hash(role, content, fields);
  }

  @Override
  public String toString() {
    return "Message[" + Text.visible(role) + ": " + Text.visible(content) + "]";
  }
}
