package dev.lintel.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lintel.items.ItemOperations;
import dev.lintel.items.NewItem;
import dev.lintel.parents.ParentOperations;
import dev.lintel.testing.PostgresTest;
import dev.lintel.testing.StatementCounter;
import dev.lintel.testing.TestDatabase;
import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.One;
import org.apache.ibatis.annotations.Options;
import org.apache.ibatis.annotations.Result;
import org.apache.ibatis.annotations.Select;
import org.junit.jupiter.api.Test;

/** A developer's statement in Lintel's factory may have another one within its rows. */
@PostgresTest
class NestedSelectTest {

  static final class Row {
    String name;
    ParentName parent;
  }

  static final class ParentName {
    String name;
  }

  @Test
  void askedOfTheSameRowAgainItIsAnsweredFromTheSession(TestDatabase database) throws Exception {
    try (StatementCounter counter = new StatementCounter(database)) {
      counter.count(
          session -> {
            UUID parentId = ParentOperations.createParent(session, "House").getId();
            for (String name : new String[] {"Chair", "Lamp", "Table"}) {
              ItemOperations.createItem(
                  session,
                  NewItem.builder().name(name).status("nested").parentId(parentId).build());
            }
            if (!session.getConfiguration().hasMapper(NestedRows.class)) {
              session.getConfiguration().addMapper(NestedRows.class);
            }
            counter.reset();
            List<Row> rows = session.getMapper(NestedRows.class).rows("nested");
            assertThat(rows).extracting(row -> row.name).containsExactly("Chair", "Lamp", "Table");
            assertThat(rows).extracting(row -> row.parent.name).containsOnly("House");
            assertThat(rows.get(2).parent).isSameAs(rows.get(0).parent);
            assertThat(counter.statements()).hasSize(2);
            return null;
          });
    }
  }
}

/** Not within the test: Logback 1.0 knows no logger with a dot after a dollar sign. */
interface NestedRows {

  @Select("SELECT name, parent_id FROM lintel.items WHERE status = #{status} ORDER BY name")
  @Options(flushCache = Options.FlushCachePolicy.TRUE)
  @Result(property = "name", column = "name")
  @Result(property = "parent", column = "parent_id", one = @One(select = "parent"))
  List<NestedSelectTest.Row> rows(String status);

  @Select("SELECT id, name FROM lintel.parents WHERE id = #{id}")
  NestedSelectTest.ParentName parent(UUID id);
}
