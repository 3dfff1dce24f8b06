package dev.lintel.testing;

/**
 * Follows the messages that a driver sends: a type, a length, a body; the first one has no type.
 * See "Message Formats" in PostgreSQL's documentation.
 */
final class FrontendMessages {

  private final WireCounter counter;
  private int type = -1;
  private int length;
  private int lengthBytes;
  private int left;
  private boolean started;

  FrontendMessages(WireCounter counter) {
    this.counter = counter;
  }

  void sent(byte[] bytes, int offset, int count) {
    int at = offset;
    int end = offset + count;
    while (at < end) {
      if (left > 0) {
        int skipped = Math.min(left, end - at);
        left -= skipped;
        at += skipped;
      } else {
        header(bytes[at++] & 0xFF);
      }
    }
  }

  private void header(int value) {
    if (started && type < 0) {
      type = value;
      if (type == 'E' || type == 'Q') { // Execute, or a simple query
        counter.statement();
      }
      return;
    }
    length = length << 8 | value;
    if (++lengthBytes == 4) {
      left = length - 4;
      length = 0;
      lengthBytes = 0;
      type = -1;
      started = true;
    }
  }
}
