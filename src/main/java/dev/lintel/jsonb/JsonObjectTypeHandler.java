package dev.lintel.jsonb;

/** For a JSONB column that holds an object. */
public final class JsonObjectTypeHandler extends JsonbTypeHandler<JsonObject> {

  @Override
  JsonObject read(String text) {
    return JsonObject.read(text);
  }
}
