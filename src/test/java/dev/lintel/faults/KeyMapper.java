package dev.lintel.faults;

import java.util.UUID;
import org.apache.ibatis.annotations.Options;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.cursor.Cursor;

/** A host's own mapper with MyBatis' cursor. By itself: Logback 1.0 refuses a nested one's name. */
interface KeyMapper {

  @Select("SELECT id FROM lintel.items ORDER BY created_at, id")
  @Options(fetchSize = 100)
  Cursor<UUID> keys();
}
