package shop.tasks;

import dev.lintel.jsonb.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Param;

interface TaskMapper {

  Task createTask(
      @Param("id") UUID id,
      @Param("title") String title,
      @Param("details") JsonObject details,
      @Param("dueAt") Instant dueAt);

  List<Task> listTasksDueBefore(@Param("time") Instant time, @Param("limit") int limit);
}
