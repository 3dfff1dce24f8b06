package dev.lintel.tools.mappers;

import java.util.List;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Lang;
import org.apache.ibatis.annotations.One;
import org.apache.ibatis.annotations.Options;
import org.apache.ibatis.annotations.Options.FlushCachePolicy;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Result;
import org.apache.ibatis.annotations.Results;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.SelectKey;
import org.apache.ibatis.annotations.SelectProvider;
import org.apache.ibatis.annotations.Update;
import org.apache.ibatis.mapping.StatementType;
import org.apache.ibatis.scripting.defaults.RawLanguageDriver;

/** A mapper that is written in annotations. */
interface AnnotatedMapper {

  /** Its name for XML. */
  String NAME = "dev.lintel.tools.mappers.AnnotatedMapper";

  @Select({"SELECT id", "FROM items WHERE id = #{id}"})
  @Options(fetchSize = 50, flushCache = FlushCachePolicy.TRUE)
  @Results(
      id = "withParent",
      value = @Result(property = "parent", column = "id", one = @One(select = "findParent")))
  String find(@Param("id") long id);

  @Select(
      """
      <script>
        <!-- review: sort in (id, name desc) -->
        SELECT id FROM items
        <where><if test="name != null">name = #{name}</if></where>
        ORDER BY ${sort}
      </script>
      """)
  List<String> list(@Param("name") String name, @Param("sort") String sort);

  @Select(value = "SELECT 1 FROM dual", databaseId = "oracle")
  @Select(value = "SELECT 1", databaseId = "pg")
  int one();

  @Select(value = "INSERT INTO items DEFAULT VALUES RETURNING id", affectData = true)
  String create();

  @Insert("INSERT INTO items (id) VALUES (#{id})")
  @SelectKey(
      statement = "SELECT nextval('ids')",
      keyProperty = "id",
      before = true,
      resultType = long.class)
  int add(long id);

  @Update("UPDATE items SET name = #{name}")
  int rename(String name);

  @Delete("DELETE FROM items")
  int clear();

  @SelectProvider(type = AnnotatedMapper.class, method = "sql")
  String provided();

  @Select("{call p()}")
  @Options(statementType = StatementType.CALLABLE)
  String call();

  @Select("SELECT 1")
  @Lang(RawLanguageDriver.class)
  String raw();

  @Select("<script>SELECT <if></script>")
  String broken();
}
