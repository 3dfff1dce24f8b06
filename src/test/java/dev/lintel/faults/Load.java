package dev.lintel.faults;

/** How much a test of faults does: little in every build, all of it with {@code -Pfaults}. */
public final class Load {

  private static final boolean FULL = "full".equals(System.getProperty("lintel.faults"));

  private static final boolean ALL =
      FULL && "all".equals(System.getProperty("lintel.faults.inputs"));

  private Load() {}

  public static int of(int inEveryBuild, int full) {
    return FULL ? full : inEveryBuild;
  }

  /**
   * The same for generated inputs: ten times as many, or 100,000, with {@code
   * -Dlintel.faults.inputs=all} beside {@code -Pfaults}, in a quarter of an hour.
   */
  public static int inputs(int inEveryBuild, int full) {
    return ALL ? Math.max(full, Math.min(100_000, 10 * full)) : of(inEveryBuild, full);
  }

  /** What Maven is given for as much as in this run, with a space before. */
  static String options() {
    return (FULL ? " -Pfaults" : "") + (ALL ? " -Dlintel.faults.inputs=all" : "");
  }

  static boolean isFull() {
    return FULL;
  }
}
