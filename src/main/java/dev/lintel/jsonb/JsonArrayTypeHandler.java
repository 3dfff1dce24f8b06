package dev.lintel.jsonb;

/** For a JSONB column that holds an array. */
public final class JsonArrayTypeHandler extends JsonbTypeHandler<JsonArray> {

  @Override
  JsonArray read(String text) {
    return JsonArray.read(text);
  }
}
