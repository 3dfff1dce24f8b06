package dev.lintel.testing;

/**
 * Follows the messages that a driver sends: a type, a length, a body. Those before the start-up
 * have no type, and begin with a zero byte of their length. See "Message Formats" in PostgreSQL's
 * documentation.
 */
final class FrontendMessages {

  private final WireCounter counter;
  private int length;
  private int lengthBytes;
  private int left;
  private boolean typed;

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
    if (!typed && lengthBytes == 0 && value != 0) {
      typed = true;
      if (value == 'E' || value == 'Q') { // Execute, or a simple query
        counter.statement();
      } else if (value == 'P') { // Parse
        counter.parse();
      }
      return;
    }
    length = length << 8 | value;
    if (++lengthBytes == 4) {
      left = length - 4;
      length = 0;
      lengthBytes = 0;
      typed = false;
    }
  }
}
