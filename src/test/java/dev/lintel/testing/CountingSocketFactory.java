package dev.lintel.testing;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.SocketFactory;

/**
 * Makes sockets that report to a {@link WireCounter}: each answer that is read after something was
 * written is a round trip. The driver makes it by name, with the counter's key as its argument.
 */
public final class CountingSocketFactory extends SocketFactory {

  static final Map<String, WireCounter> COUNTERS = new ConcurrentHashMap<>();

  private final WireCounter counter;

  public CountingSocketFactory(String key) {
    this.counter = COUNTERS.get(key);
  }

  @Override
  public Socket createSocket() {
    return new CountingSocket(counter);
  }

  @Override
  public Socket createSocket(String host, int port) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Socket createSocket(InetAddress host, int port) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
    throw new UnsupportedOperationException();
  }

  private static final class CountingSocket extends Socket {

    private final WireCounter counter;
    private final FrontendMessages messages;
    private volatile boolean asked;

    CountingSocket(WireCounter counter) {
      this.counter = counter;
      this.messages = new FrontendMessages(counter);
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
      return new FilterOutputStream(super.getOutputStream()) {
        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
          asked = true;
          messages.sent(bytes, offset, length);
          out.write(bytes, offset, length);
        }

        @Override
        public void write(int value) throws IOException {
          asked = true;
          messages.sent(new byte[] {(byte) value}, 0, 1);
          out.write(value);
        }
      };
    }

    @Override
    public InputStream getInputStream() throws IOException {
      return new FilterInputStream(super.getInputStream()) {
        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
          return answered(in.read(bytes, offset, length));
        }

        @Override
        public int read() throws IOException {
          return answered(in.read());
        }
      };
    }

    private int answered(int read) {
      if (read >= 0 && asked) {
        asked = false;
        counter.roundTrip();
      }
      return read;
    }
  }
}
