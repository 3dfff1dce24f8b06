package dev.lintel.benchmark;

import dev.lintel.benchmark.peers.Peer;

/**
 * {@code StreamHeap <peer> <status> <rows>}: the most bytes that live while so many rows stream by,
 * above what lived before; looked at ten times, after a collection each.
 */
final class StreamHeap {

  private static final int LOOKS = 10;

  private long row;
  private long most;

  private StreamHeap() {}

  public static void main(String[] arguments) {
    long rows = Long.parseLong(arguments[2]);
    Peer peer = ChildPeer.open(arguments[0]);
    StreamHeap heap = new StreamHeap();
    long before = living();
    peer.stream(
        arguments[1],
        true,
        () -> {
          if (++heap.row % (rows / LOOKS) == 0) {
            heap.most = Math.max(heap.most, living());
          }
        });
    if (heap.row != rows) {
      throw new IllegalStateException("expected " + rows + " rows, but " + heap.row + " came");
    }
    Child.answer(heap.most - before);
  }

  private static long living() {
    Runtime runtime = Runtime.getRuntime();
    System.gc();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
