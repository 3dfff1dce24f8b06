package dev.lintel.faults;

/** How much a test of faults does: little in every build, all of it with {@code -Pfaults}. */
public final class Load {

  private static final boolean FULL = "full".equals(System.getProperty("lintel.faults"));

  private Load() {}

  public static int of(int inEveryBuild, int full) {
    return FULL ? full : inEveryBuild;
  }

  static boolean isFull() {
    return FULL;
  }
}
