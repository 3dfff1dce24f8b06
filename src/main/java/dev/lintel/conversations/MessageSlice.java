package dev.lintel.conversations;

import dev.lintel.InvalidValueException;
import dev.lintel.jsonb.JsonArray;
import dev.lintel.validation.Require;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Stored messages, all of a conversation or some, and how they are read and written. */
final class MessageSlice {

  private final JsonArray messages;

  MessageSlice(JsonArray messages) {
    this.messages = messages;
  }

  /**
   * @throws InvalidValueException naming the message, {@code messages[3].role}
   */
  static JsonArray write(List<Message> messages) {
    Require.nonNull("messages", messages);
    List<Map<String, Object>> json = new ArrayList<>(messages.size());
    int index = 0;
    for (Message message : messages) {
      String place = "messages[" + index++ + "]";
      json.add(Require.nonNull(place, message).toJson(place));
    }
    return JsonArray.of("messages", json);
  }

  /**
   * @throws InvalidValueException naming the conversation, if another program stored something else
   *     than objects
   */
  @SuppressWarnings("unchecked") // JSON objects are read as Map<String, Object>
  List<Message> read(UUID conversationId) {
    List<Object> json = messages.asList("messages", conversationId);
    List<Message> read = new ArrayList<>(json.size());
    for (Object element : json) {
      if (!(element instanceof Map)) {
        throw new InvalidValueException(
            "messages of " + conversationId + ", element " + read.size(),
            "a JSON object",
            element == null ? "null" : element.getClass().getSimpleName());
      }
      read.add(Message.read((Map<String, Object>) element));
    }
    return Collections.unmodifiableList(read);
  }
}
