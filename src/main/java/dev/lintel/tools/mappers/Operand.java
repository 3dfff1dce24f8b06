package dev.lintel.tools.mappers;

/** An input, or a part of it; or a constant; or neither, if both are null. */
record Operand(Input input, Part part, Constant constant) {

  static final Operand UNKNOWN = new Operand(null, Part.OTHER, null);
  static final Operand TRUTH = new Operand(null, Part.TRUTH, null);

  static Operand of(Input input, Part part) {
    return new Operand(input, part, null);
  }

  enum Part {
    /** The input itself. */
    VALUE,
    /** The number of its items, or of its characters. */
    SIZE,
    /** True or false, understood already. */
    TRUTH,
    /** What a bind makes of inputs that are understood. */
    COMPUTED,
    /** Something that follows from it. */
    OTHER
  }

  /** Its value may be null. */
  record Constant(Object value) {}
}
