package dev.lintel.testing;

import java.net.URLConnection;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;
import org.slf4j.LoggerFactory;

/** What concerns the whole JVM is settled before the first test, since classes run side by side. */
public final class TestJvm implements LauncherSessionListener {

  @Override
  public void launcherSessionOpened(LauncherSession session) {
    // some tests close class loaders over the JVM's own jars: with the shared cache of open jars
    // that would close streams of the tests beside them
    URLConnection.setDefaultUseCaches("jar", false);
    // SLF4J 1.7.0 gives a class that asks while another thread sets it up a logger that is mute
    LoggerFactory.getILoggerFactory();
  }
}
