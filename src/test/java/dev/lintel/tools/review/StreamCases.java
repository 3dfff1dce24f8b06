package dev.lintel.tools.review;

import java.util.List;
import java.util.Map;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.cursor.Cursor;
import org.apache.ibatis.session.ResultHandler;

/** The methods of the seeded statements that rows are read from one by one. */
interface StreamCases {

  Cursor<Map<String, Object>> streamWithout();

  Cursor<Map<String, Object>> streamOfAll();

  void handleWithout(@Param("after") long after, ResultHandler<Map<String, Object>> handler);

  Cursor<Map<String, Object>> streamWith();

  Cursor<Map<String, Object>> streamOfFew(@Param("after") long after);

  Map<String, Object> one(@Param("id") long id);

  List<Map<String, Object>> list(@Param("after") long after);
}
