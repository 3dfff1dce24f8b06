package dev.lintel.benchmark;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * What a run measures, from system properties: {@code -Dquick} for two minutes instead of the whole
 * run; for part of it {@code -Donly=compare,start,growth,crowd,write} (suites), {@code
 * -Dpeers=jdbc,lintel} and {@code -Dworks="by id,list 100"} (words of the lines of the comparison).
 */
record Settings(
    boolean quick, List<String> only, List<String> peers, List<String> works, Path output) {

  private static final List<String> QUICK_PROCESSES =
      List.of(Peers.JDBC, "Lintel", "plain MyBatis", "Hibernate");

  static Settings fromProperties() {
    return new Settings(
        System.getProperty("quick") != null && !System.getProperty("quick").equals("false"),
        list(System.getProperty("only")),
        list(System.getProperty("peers")),
        list(System.getProperty("works")),
        Path.of("target", "benchmark"));
  }

  private static List<String> list(String property) {
    return property == null || property.isBlank()
        ? List.of()
        : Arrays.stream(property.split(",")).map(String::strip).map(String::toLowerCase).toList();
  }

  boolean runs(String suite) {
    return only.isEmpty() || only.contains(suite);
  }

  boolean includes(String peer) {
    return peers.isEmpty()
        || peer.toLowerCase().startsWith("jdbc")
        || peers.contains(peer.toLowerCase());
  }

  /** A run that is quick starts a process for each of the best known ones alone. */
  boolean startsProcess(String peer) {
    return includes(peer) && (!quick || QUICK_PROCESSES.contains(peer));
  }

  boolean measures(String work) {
    return works.isEmpty() || works.stream().anyMatch(word -> work.toLowerCase().contains(word));
  }

  int items() {
    return quick ? 60_000 : 1_000_000;
  }

  int streamed() {
    return quick ? 20_000 : 500_000;
  }

  int bulk() {
    return quick ? 2_000 : 10_000;
  }

  long warmUpNanos() {
    return quick ? 60_000_000L : 2_000_000_000L;
  }

  /** About what a peer's calls take in one round. */
  long roundNanos() {
    return quick ? 30_000_000L : 200_000_000L;
  }

  int rounds() {
    return quick ? 3 : 21;
  }
}
