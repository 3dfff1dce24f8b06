package shop.tasks;

import dev.lintel.jsonb.JsonObject;
import dev.lintel.keys.TimeOrderedUuid;
import dev.lintel.mapping.Mappers;
import dev.lintel.validation.Require;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.SqlSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

public final class TaskOperations {

  private static final Logger LOG = LoggerFactory.getLogger(TaskOperations.class);

  private TaskOperations() {}

  /** Tells the session's factory the mapper; once, at start. */
  public static void install(Configuration configuration) {
    configuration.addMapper(TaskMapper.class); // MyBatis reads shop/tasks/TaskMapper.xml beside it
  }

  public static Task createTask(
      SqlSession session, String title, Map<String, ?> details, Instant dueAt) {
    Require.text("title", title, 200);
    Require.nonNull("dueAt", dueAt);
    JsonObject document = JsonObject.of("details", details);
    UUID id = TimeOrderedUuid.next();
    Task task =
        Mappers.call(session, TaskMapper.class, m -> m.createTask(id, title, document, dueAt));
    LOG.info("task created: id={}", id);
    return task;
  }

  public static List<Task> listTasksDueBefore(SqlSession session, Instant time, int limit) {
    Require.nonNull("time", time);
    Require.limit(limit);
    return Mappers.call(session, TaskMapper.class, m -> m.listTasksDueBefore(time, limit));
  }
}
