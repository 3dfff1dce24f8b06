package shop.tasks;

import dev.lintel.jsonb.JsonObject;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

public final class Task {

  private final UUID id;
  private final String title;
  private final JsonObject details;
  private final Instant dueAt;

  Task(UUID id, String title, JsonObject details, Instant dueAt) {
    this.id = id;
    this.title = title;
    this.details = details;
    this.dueAt = dueAt;
  }

  public UUID getId() {
    return id;
  }

  public String getTitle() {
    return title;
  }

  public Map<String, Object> getDetails() {
    return details.asMap("task details", id);
  }

  public Instant getDueAt() {
    return dueAt;
  }
}
