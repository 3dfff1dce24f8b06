package dev.lintel.tools.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lintel.testing.PostgresTest;
import dev.lintel.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@PostgresTest
class CurrentHistoryAndStampTest {

  @TempDir Path folder;
  private TestDatabase empty;

  @BeforeEach
  void makeProject(TestDatabase database) throws IOException {
    empty = database.createEmpty();
    SmallProject.in(folder);
  }

  @AfterEach
  void dropDatabase() {
    empty.close();
  }

  private Run run(String... arguments) {
    return Run.on(empty.url(), folder, arguments).succeeds();
  }

  @Nested
  class Current {

    @Test
    void isBaseBeforeTheFirstUpgrade() {
      assertThat(run("current").result()).containsExactly("base, 2 pending");
      assertThat(run("current", "--json").json().toString())
          .isEqualTo("{\"version\":null,\"pending\":[\"001\",\"002\"]}");
    }

    @Test
    void namesTheVersionAndWhatIsPending() {
      run("upgrade", "+1");
      assertThat(run("current").result()).containsExactly("001, 1 pending");
      assertThat(run("current", "--json").json().toString())
          .isEqualTo("{\"version\":\"001\",\"pending\":[\"002\"]}");
      run("upgrade", "head");
      assertThat(run("current").result()).containsExactly("002 (head)");
    }

    @Test
    void takesItsDatabaseFromTheOptionFirst() {
      Run run =
          Run.on("postgresql://nobody@127.0.0.1:1/none", folder, "current", "--url", empty.url());
      assertThat(run.succeeds().result()).containsExactly("base, 2 pending");
    }
  }

  @Nested
  class History {

    @Test
    void isEmptyBeforeTheFirstUpgrade() {
      assertThat(run("history").result()).containsExactly("nothing was applied yet");
      assertThat(run("history", "--json").json().toString()).isEqualTo("{\"history\":[]}");
    }

    @Test
    void tellsWhatHappenedInItsOrder() {
      run("upgrade", "head");
      run("downgrade", "-1");
      run("upgrade", "head");
      run("downgrade", "-1");
      run("stamp", "head");
      run("stamp", "1");
      List<String> lines = run("history").result();
      assertThat(lines.get(0)).matches("VERSION  DESCRIPTION   WHAT           WHEN +BY");
      assertThat(lines.subList(1, lines.size()).stream().map(line -> line.substring(0, 36).strip()))
          .containsExactly(
              "001      create shops  applied",
              "002      name shops    applied",
              "002      name shops    undone",
              "002      name shops    applied again",
              "002      name shops    undone",
              "002      name shops    stamped",
              "002      name shops    unstamped");
      assertThat(lines.get(1)).matches(".* \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d \\S+ +\\w+");
    }

    @Test
    void asJsonGivesEveryField() {
      run("upgrade", "head");
      run("downgrade", "-1");
      JsonNode history = run("history", "--json").json().get("history");
      assertThat(history).hasSize(3);
      JsonNode undo = history.get(2);
      List<String> fields = new ArrayList<>();
      undo.fieldNames().forEachRemaining(fields::add);
      assertThat(fields)
          .containsExactly("version", "description", "what", "script", "when", "by", "millis");
      assertThat(undo.get("version").asText()).isEqualTo("002");
      assertThat(undo.get("description").asText()).isEqualTo("name shops");
      assertThat(undo.get("what").asText()).isEqualTo("undone");
      assertThat(undo.get("script").asText()).isEqualTo("U002__name_shops.sql");
      assertThat(Instant.parse(undo.get("when").asText())).isAfter(Instant.EPOCH);
      assertThat(undo.get("by").asText()).isEqualTo(empty.value("SELECT current_user"));
      assertThat(undo.get("millis").isInt()).isTrue();
    }
  }

  @Nested
  class Stamp {

    @Test
    void adoptsTablesThatAreThere() {
      empty.execute("CREATE SCHEMA lintel");
      empty.execute("CREATE TABLE lintel.shops (id int NOT NULL)");
      assertThat(run("stamp", "001").result())
          .containsExactly("marked as applied 001", "now at 001, 1 pending");
      assertThat(run("upgrade", "head").result())
          .containsExactly("applied 002  name shops", "now at 002 (head)");
    }

    @Test
    void knowsHeadAndBase() {
      assertThat(run("stamp", "head").result())
          .containsExactly("marked as applied 001", "marked as applied 002", "now at 002 (head)");
      assertThat(run("stamp", "head").result()).containsExactly("nothing to do: 002 (head)");
      assertThat(run("stamp", "base").result())
          .containsExactly(
              "marked as not applied 002", "marked as not applied 001", "now at base, 2 pending");
    }

    @Test
    void asJsonListsWhatItMarked() {
      assertThat(run("stamp", "head", "--json").json().toString())
          .isEqualTo("{\"marked\":[\"001\",\"002\"],\"unmarked\":[],\"version\":\"002\"}");
    }
  }
}
