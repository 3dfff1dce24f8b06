package dev.lintel.tools.review.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import dev.lintel.tools.review.result.ReviewResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JsonReportTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonSchema SCHEMA =
      JsonSchemaFactory.getInstance(VersionFlag.V202012)
          .getSchema(PageHead.resource("review.schema.json"));

  @Test
  void isAsItsSchemaDescribesIt() throws Exception {
    assertThat(problems(json(SampleReview.full()))).isEmpty();
    assertThat(problems(json(SampleReview.clean()))).isEmpty();
  }

  @Test
  void theSchemaRefusesWhatItDoesNotDescribe() throws Exception {
    ObjectNode more = (ObjectNode) json(SampleReview.clean());
    more.put("unheardOf", 1);
    ObjectNode less = (ObjectNode) json(SampleReview.clean());
    less.remove("findings");
    ObjectNode other = (ObjectNode) json(SampleReview.full());
    ((ObjectNode) other.at("/statements/0/branches/0/generic/0")).put("rows", "many");

    assertThat(problems(more)).hasSize(1);
    assertThat(problems(less)).hasSize(1);
    assertThat(problems(other)).isNotEmpty();
  }

  @Test
  void everyObjectOfTheSchemaIsDescribedAndClosed() throws Exception {
    JsonNode schema = JSON.readTree(PageHead.resource("review.schema.json"));

    assertThat(objects(schema))
        .hasSizeGreaterThan(10)
        .allSatisfy(
            object -> {
              assertThat(object.path("description").asText()).isNotEmpty();
              assertThat(object.path("additionalProperties").isBoolean()).isTrue();
              if (!object.equals(schema.at("/$defs/step"))) {
                assertThat(object.path("required")).hasSameSizeAs(object.path("properties"));
              }
            });
  }

  @Test
  void holdsAPlanAsStepsWithTheirParents() throws Exception {
    JsonNode plan = json(SampleReview.full()).at("/statements/3/branches/0/generic");

    assertThat(plan)
        .extracting(step -> step.get("type").asText())
        .containsExactly(
            "Aggregate",
            "Sort",
            "Hash Join",
            "Bitmap Heap Scan",
            "Bitmap Index Scan",
            "Hash",
            "Seq Scan",
            "Result");
    assertThat(plan)
        .extracting(step -> step.path("parent").asText("root"))
        .containsExactly("root", "0", "1", "2", "3", "2", "5", "0");
  }

  @Test
  void aStepLeavesOutWhatItHasNot() throws Exception {
    JsonNode plan = json(SampleReview.full()).at("/statements/3/branches/0/generic");

    assertThat(plan.get(7).fieldNames()).toIterable().contains("type", "rows", "cost");
    assertThat(plan)
        .flatExtracting(step -> List.copyOf(JSON.convertValue(step, Map.class).values()))
        .isNotEmpty()
        .doesNotContainNull()
        .doesNotContain(List.of(), false);
  }

  @Test
  void aPlanDeeperThanReadersOfJsonGoIsWritten() throws Exception {
    ReviewResult deep = SampleReview.planned(SampleReview.deep(602));

    assertThat(json(deep).at("/statements/0/branches/0/generic")).hasSize(602);
    assertThat(problems(json(deep))).isEmpty();
  }

  @Test
  void textThatNoJsonHoldsIsReplaced() throws Exception {
    JsonNode hostile = json(SampleReview.full()).at("/statements/12/branches/0");

    assertThat(hostile.get("label").asText()).isEqualTo(SampleReview.HOSTILE);
    assertThat(hostile.get("sql").asText()).endsWith("\u202E \uFFFD");
  }

  @Test
  void countsAndNumbersStayExact() throws Exception {
    JsonNode json = json(SampleReview.full());

    assertThat(json.at("/version").asInt()).isEqualTo(1);
    assertThat(json.at("/passes").asBoolean()).isFalse();
    assertThat(json.at("/live/known/0/queryId").asText()).isEqualTo("-4611686018427387905");
    assertThat(json.at("/tables/0/bytes").asLong()).isEqualTo(1_288_490_188L);
    assertThat(json.at("/findings/7/acceptance/on").asText()).isEqualTo("2025-03-02");
  }

  private static List<JsonNode> objects(JsonNode schema) {
    List<JsonNode> objects = new ArrayList<>();
    if (schema.path("properties").isObject()) {
      objects.add(schema);
    }
    schema.forEach(child -> objects.addAll(objects(child)));
    return objects;
  }

  private static JsonNode json(ReviewResult result) throws Exception {
    return JSON.readTree(JsonReport.of(result));
  }

  private static Set<ValidationMessage> problems(JsonNode json) {
    return SCHEMA.validate(json);
  }
}
