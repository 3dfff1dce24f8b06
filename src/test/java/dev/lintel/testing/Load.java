package dev.lintel.testing;

/** How much a test of faults does: little in every build, all of it with {@code -Pfaults}. */
public final class Load {

  private static final boolean FULL = "full".equals(System.getProperty("lintel.faults"));

  private static final boolean ALL =
      FULL && "all".equals(System.getProperty("lintel.faults.inputs"));

  private static final int INPUTS = 100_000;

  private Load() {}

  public static int of(int inEveryBuild, int full) {
    return FULL ? full : inEveryBuild;
  }

  /** Generated inputs for a function. */
  public static int inputs(int inEveryBuild) {
    return of(inEveryBuild, INPUTS);
  }

  /**
   * For a function that takes milliseconds: as many as for another one with {@code
   * -Dlintel.faults.inputs=all} beside {@code -Pfaults}, in some forty minutes.
   */
  public static int slowInputs(int inEveryBuild, int full) {
    return ALL ? INPUTS : of(inEveryBuild, full);
  }

  /** What Maven is given for as much as in this run, with a space before. */
  public static String options() {
    return (FULL ? " -Pfaults" : "") + (ALL ? " -Dlintel.faults.inputs=all" : "");
  }

  public static boolean isFull() {
    return FULL;
  }
}
