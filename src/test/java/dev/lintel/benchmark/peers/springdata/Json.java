package dev.lintel.benchmark.peers.springdata;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.JDBCType;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.postgresql.util.PGobject;
import org.springframework.core.convert.converter.Converter;
import org.springframework.data.convert.ReadingConverter;
import org.springframework.data.convert.WritingConverter;
import org.springframework.data.jdbc.core.mapping.JdbcValue;

/** jsonb to and from the types that rows and parameters have. */
final class Json {

  private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};
  private static final TypeReference<List<Map<String, Object>>> ARRAY = new TypeReference<>() {};

  private final ObjectMapper mapper =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  PGobject jsonb(Object value) {
    try {
      PGobject jsonb = new PGobject();
      jsonb.setType("jsonb");
      jsonb.setValue(mapper.writeValueAsString(value));
      return jsonb;
    } catch (JsonProcessingException | SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private <T> T read(PGobject jsonb, TypeReference<T> type) {
    try {
      return mapper.readValue(jsonb.getValue(), type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Classes, not lambdas: Spring Data reads their types from them. */
  List<Converter<?, ?>> converters() {
    return List.of(new ReadObject(), new WriteObject(), new ReadArray(), new WriteArray());
  }

  @ReadingConverter
  private final class ReadObject implements Converter<PGobject, JsonObject> {
    @Override
    public JsonObject convert(PGobject jsonb) {
      return new JsonObject(read(jsonb, OBJECT));
    }
  }

  @WritingConverter
  private final class WriteObject implements Converter<JsonObject, JdbcValue> {
    @Override
    public JdbcValue convert(JsonObject object) {
      return JdbcValue.of(jsonb(object.values()), JDBCType.OTHER);
    }
  }

  @ReadingConverter
  private final class ReadArray implements Converter<PGobject, JsonArray> {
    @Override
    public JsonArray convert(PGobject jsonb) {
      return new JsonArray(read(jsonb, ARRAY));
    }
  }

  @WritingConverter
  private final class WriteArray implements Converter<JsonArray, JdbcValue> {
    @Override
    public JdbcValue convert(JsonArray array) {
      return JdbcValue.of(jsonb(array.values()), JDBCType.OTHER);
    }
  }
}
