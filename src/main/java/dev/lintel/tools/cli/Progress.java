package dev.lintel.tools.cli;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One line on stderr that says what is going on and for how long, renewed every second and wiped at
 * the end. It comes only when two seconds have passed, and only if a person looks.
 */
final class Progress implements Consumer<String>, AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final int WIDTH = 78;

  private final Terminal terminal;
  private final long start = System.nanoTime();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "lintel-progress");
            thread.setDaemon(true);
            return thread;
          });
  private volatile String what;
  private boolean shown;

  private Progress(Terminal terminal, String what, Duration patience) {
    this.terminal = terminal;
    this.what = what;
    clock.scheduleAtFixedRate(this::show, patience.toMillis(), 1_000, TimeUnit.MILLISECONDS);
  }

  static Progress of(Terminal terminal, String what) {
    return of(terminal, what, PATIENCE);
  }

  static Progress of(Terminal terminal, String what, Duration patience) {
    return new Progress(terminal, what, patience);
  }

  /** What goes on from now on. */
  @Override
  public void accept(String what) {
    this.what = what;
  }

  private synchronized void show() {
    if (!shown && !terminal.watched().getAsBoolean()) {
      clock.shutdown();
      return;
    }
    shown = true;
    long seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds();
    String time = " ... " + seconds + " s";
    String text = what.substring(0, Math.min(what.length(), WIDTH - time.length()));
    print(text + time);
  }

  @Override
  public void close() {
    clock.shutdownNow();
    synchronized (this) {
      if (shown) {
        print("");
        terminal.err().print("\r");
        terminal.err().flush();
      }
    }
  }

  private void print(String text) {
    terminal.err().print("\r" + text + " ".repeat(Math.max(0, WIDTH - text.length())));
    terminal.err().flush();
  }
}
