package dev.lintel.jsonb;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;

/**
 * The Jackson factory: one that reads all that PostgreSQL stores, whatever Jackson the host has.
 */
final class JsonFactories {

  static final JsonFactory FACTORY = create();

  private JsonFactories() {}

  private static JsonFactory create() {
    JsonFactory factory = new JsonFactory();
    // keys are the caller's: a shared table of them would refuse keys of equal hashes, and keep all
    factory.disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES);
    factory.disable(JsonFactory.Feature.INTERN_FIELD_NAMES);
    factory.disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW);
    try {
      Constraints.lift(factory);
    } catch (LinkageError e) {
      // Jackson before 2.15 knows no constraints, and needs none lifted
    }
    return factory;
  }

  /** Apart, so that an older Jackson fails only when this class is linked. */
  private static final class Constraints {

    private Constraints() {}

    static void lift(JsonFactory factory) {
      // what is read here was stored by PostgreSQL, which has limits of its own
      StreamReadConstraints.Builder constraints =
          StreamReadConstraints.builder()
              .maxNumberLength(Integer.MAX_VALUE)
              .maxNestingDepth(Integer.MAX_VALUE)
              .maxStringLength(Integer.MAX_VALUE);
      try {
        constraints.maxNameLength(Integer.MAX_VALUE);
      } catch (NoSuchMethodError e) {
        // Jackson 2.15 has no limit on names
      }
      factory.setStreamReadConstraints(constraints.build());
    }
  }
}
