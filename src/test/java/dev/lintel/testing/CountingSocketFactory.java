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
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.SocketFactory;

/**
 * Counts real round trips: each answer that is read after something was written. The driver makes
 * it by name, with the counter's key as its argument.
 */
public final class CountingSocketFactory extends SocketFactory {

  static final Map<String, AtomicInteger> ROUND_TRIPS = new ConcurrentHashMap<>();

  private final AtomicInteger roundTrips;

  public CountingSocketFactory(String key) {
    this.roundTrips = ROUND_TRIPS.get(key);
  }

  @Override
  public Socket createSocket() {
    return new CountingSocket(roundTrips);
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

    private final AtomicInteger roundTrips;
    private volatile boolean asked;

    CountingSocket(AtomicInteger roundTrips) {
      this.roundTrips = roundTrips;
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
      return new FilterOutputStream(super.getOutputStream()) {
        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
          asked = true;
          out.write(bytes, offset, length);
        }

        @Override
        public void write(int value) throws IOException {
          asked = true;
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
        roundTrips.incrementAndGet();
      }
      return read;
    }
  }
}
